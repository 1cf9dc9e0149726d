// Interrupt vectors, segment selectors, and the frame that vectors.S leaves on the interrupt stack.
#pragma once
#include <cstdint>

namespace hal::x86 {

inline constexpr unsigned kVectorCount = 256;
inline constexpr unsigned kVectorStubBytes = 16;

inline constexpr unsigned kVectorDivide = 0, kVectorNmi = 2, kVectorBreakpoint = 3,
                          kVectorInvalidOpcode = 6, kVectorDoubleFault = 8,
                          kVectorStackSegment = 12, kVectorGeneralProtection = 13,
                          kVectorPageFault = 14, kVectorX87 = 16, kVectorAlignment = 17,
                          kVectorMachineCheck = 18, kVectorSimd = 19;
inline constexpr unsigned kFirstInterrupt = 32;  // 32 … 47: the old interrupt controllers, masked
inline constexpr unsigned kVectorTimer = 0x40, kVectorSerial = 0x41, kVectorPoke = 0x42,
                          kVectorFlush = 0x43, kVectorSpurious = 0xff;
inline constexpr unsigned kFirstDeviceVector = 0x50, kDeviceVectors = 64;  // one for each line

inline constexpr std::uint16_t kCodeSelector = 0x08, kDataSelector = 0x10, kTaskSelector = 0x18;

struct TrapFrame {
  std::uint64_t rax, rbx, rcx, rdx, rsi, rdi, rbp, unused;
  std::uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
  std::uint64_t vector, error_code;
  std::uint64_t rip, cs, rflags, rsp, ss;  // pushed by the CPU
};

}  // namespace hal::x86

extern "C" const char hal_vectors[];
