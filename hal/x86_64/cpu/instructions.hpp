// Privileged instructions as functions: what C++ cannot say. Each is one instruction with its
// operands; the reasons why it is safe stand at the callers, since all of it is trusted code.
#pragma once
#include <cstdint>

namespace hal::x86 {

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
