// Exceptions, interrupt vectors, segment selectors, and the frame that vectors.S leaves on the
// interrupt stack.
#pragma once
#include <cstdint>

#include "cpu/cpu.hpp"

namespace hal::x86 {

inline constexpr unsigned kVectorCount = 256;
inline constexpr unsigned kVectorStubBytes = 16;

inline constexpr unsigned kFirstInterrupt = 32;  // 32 … 47: the old interrupt controllers, masked
inline constexpr unsigned kVectorTimer = 0x40, kVectorSerial = 0x41, kVectorPoke = 0x42,
                          kVectorFlush = 0x43, kVectorSpurious = 0xff;
inline constexpr unsigned kFirstDeviceVector = 0x50, kDeviceVectors = 64;  // one for each line

inline constexpr std::uint16_t kCodeSelector = 0x08, kDataSelector = 0x10, kTaskSelector = 0x18;

// What an exception is to the kernel, and which stack it comes on.
struct Exception {
  unsigned vector;
  FaultKind kind;
  IstIndex stack = kIstException;
};
inline constexpr Exception kExceptions[] = {
    {0, FaultKind::kDivide},
    {2, FaultKind::kNmi, kIstNmi},
    {3, FaultKind::kBreakpoint},
    {6, FaultKind::kInvalidOpcode},
    {8, FaultKind::kDoubleFault, kIstDoubleFault},
    {12, FaultKind::kGeneralProtection},  // an address through rsp or rbp that is not canonical
    {13, FaultKind::kGeneralProtection},
    {14, FaultKind::kPageFault, kIstPageFault},
    {16, FaultKind::kFloatingPoint},
    {17, FaultKind::kAlignment},
    {18, FaultKind::kMachineCheck, kIstMachineCheck},
    {19, FaultKind::kFloatingPoint}};

constexpr Exception exception_at(std::uint64_t vector) {
  for (const Exception& exception : kExceptions)
    if (exception.vector == vector) return exception;
  return {static_cast<unsigned>(vector), FaultKind::kOther};
}

struct TrapFrame {
  std::uint64_t rax, rbx, rcx, rdx, rsi, rdi, rbp, unused;
  std::uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
  std::uint64_t vector, error_code;
  std::uint64_t rip, cs, rflags, rsp, ss;  // pushed by the CPU
};

}  // namespace hal::x86

extern "C" const char hal_vectors[];
