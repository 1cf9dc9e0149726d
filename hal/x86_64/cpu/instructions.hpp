// Privileged instructions as functions, and names for the bits of CR0, CR4, EFER, RFLAGS and the
// model-specific registers that the HAL uses: what C++ cannot say. Each function is one instruction
// with its operands; the reasons why it is safe stand at the callers, since all of it is trusted
// code.
#pragma once
#include <cstdint>

namespace hal::x86 {

inline constexpr std::uint64_t kCr0MonitorCoprocessor = 1 << 1;
inline constexpr std::uint64_t kCr0Emulation = 1 << 2;
inline constexpr std::uint64_t kCr0TaskSwitched = 1 << 3;
inline constexpr std::uint64_t kCr0NumericError = 1 << 5;
inline constexpr std::uint64_t kCr0WriteProtect = 1 << 16;

inline constexpr std::uint64_t kCr4MachineCheck = 1 << 6;
inline constexpr std::uint64_t kCr4OsFxsr = 1 << 9;
inline constexpr std::uint64_t kCr4OsXmmExceptions = 1 << 10;
inline constexpr std::uint64_t kCr4Umip = 1 << 11;
inline constexpr std::uint64_t kCr4FsGsBase = 1 << 16;
inline constexpr std::uint64_t kCr4Smep = 1 << 20;
inline constexpr std::uint64_t kCr4Smap = 1 << 21;

inline constexpr std::uint64_t kEferNoExecute = 1 << 11;

inline constexpr std::uint64_t kFlagsReserved = 1 << 1;
inline constexpr std::uint64_t kFlagsInterrupt = 1 << 9;
// CF PF AF ZF SF DF OF: what a SIP may have set.
inline constexpr std::uint64_t kFlagsOfSip = 0xcd5;

inline constexpr std::uint32_t kMsrApicBase = 0x1b;
inline constexpr std::uint32_t kMsrEfer = 0xc000'0080;
inline constexpr std::uint32_t kMsrFsBase = 0xc000'0100;
inline constexpr std::uint32_t kMsrGsBase = 0xc000'0101;

inline std::uint64_t read_msr(std::uint32_t msr) {
  std::uint32_t low, high;
  asm volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
  return std::uint64_t{high} << 32 | low;
}

inline void write_msr(std::uint32_t msr, std::uint64_t value) {
  asm volatile("wrmsr" ::"c"(msr), "a"(static_cast<std::uint32_t>(value)),
               "d"(static_cast<std::uint32_t>(value >> 32))
               : "memory");
}

// Control register N.
template <unsigned N>
std::uint64_t read_cr() {
  std::uint64_t value;
  asm volatile("mov %%cr%c1, %0" : "=r"(value) : "i"(N));
  return value;
}
template <unsigned N>
void write_cr(std::uint64_t value) {
  asm volatile("mov %0, %%cr%c1" ::"r"(value), "i"(N) : "memory");
}

inline void invalidate_page(std::uint64_t address) {
  asm volatile("invlpg (%0)" ::"r"(address) : "memory");
}

inline std::uint64_t read_tsc() {
  std::uint32_t low, high;
  asm volatile("rdtsc" : "=a"(low), "=d"(high));
  return std::uint64_t{high} << 32 | low;
}

struct CpuidResult {
  std::uint32_t eax, ebx, ecx, edx;
};

inline CpuidResult cpuid(std::uint32_t leaf, std::uint32_t subleaf = 0) {
  CpuidResult result;
  asm volatile("cpuid"
               : "=a"(result.eax), "=b"(result.ebx), "=c"(result.ecx), "=d"(result.edx)
               : "a"(leaf), "c"(subleaf));
  return result;
}

// I/O ports; T (8, 16 or 32 bits) is the width of the access.
template <class T>
void port_out(std::uint16_t port, T value) {
  asm volatile("out %0, %1" ::"a"(value), "Nd"(port) : "memory");
}
template <class T>
T port_in(std::uint16_t port) {
  T value;
  asm volatile("in %1, %0" : "=a"(value) : "Nd"(port) : "memory");
  return value;
}

[[noreturn]] inline void halt_for_ever() {
  for (;;) asm volatile("cli; hlt" ::: "memory");
}

}  // namespace hal::x86
