// What the CPU must enforce, on every CPU: write protection in ring 0 and no-execute (set at
// entry), SMEP, SMAP and UMIP where present (there are no user pages; they cost nothing), SSE for
// SIPs, and %gs set by instruction.
// SAFETY: only turns protections on that the page tables of both trees keep to; %fs gets a block of
// our own.
#include <cstring>

#include "cpu/cpu.hpp"
#include "cpu/instructions.hpp"

// trap/resume.S: the instruction that sets %gs, and what does it without that instruction.
extern "C" std::uint8_t hal_resume_set_gs[], hal_resume_set_gs_by_msr[];

namespace hal::x86 {
namespace {

constexpr std::uint32_t kHasFsGsBase = 1;  // cpuid 7, ebx

// The compiler's stack-protector canary lives at %fs:0x28; BearSSL's objects read it. Kernel code
// itself does not use it.
alignas(16) constinit std::uint64_t fs_block[8] = {0, 0, 0, 0, 0, 0x5f3c'a17e'9b02'd84full, 0, 0};

}  // namespace

void choose_gs_instruction() {
  constexpr std::uint8_t kJump = 0xe9;
  if (cpuid(0).eax >= 7 && (cpuid(7).ebx & kHasFsGsBase)) return;
  const auto distance =
      static_cast<std::int32_t>(hal_resume_set_gs_by_msr - (hal_resume_set_gs + 5));
  // SAFETY: the boot page tables show the kernel's text writable, and nothing runs there yet.
  hal_resume_set_gs[0] = kJump;
  std::memcpy(hal_resume_set_gs + 1, &distance, sizeof(distance));
}

void enable_protections() {
  const CpuidResult features = cpuid(1);
  const CpuidResult extended = cpuid(0).eax >= 7 ? cpuid(7) : CpuidResult{};
  std::uint64_t cr4 = read_cr<4>() | kCr4OsFxsr | kCr4OsXmmExceptions;
  if (features.edx >> 7 & 1) cr4 |= kCr4MachineCheck;
  if (extended.ebx >> 7 & 1) cr4 |= kCr4Smep;
  if (extended.ebx >> 20 & 1) cr4 |= kCr4Smap;
  if (extended.ecx >> 2 & 1) cr4 |= kCr4Umip;
  if (extended.ebx & kHasFsGsBase) cr4 |= kCr4FsGsBase;
  write_cr<4>(cr4);
  write_cr<0>((read_cr<0>() | kCr0WriteProtect | kCr0MonitorCoprocessor | kCr0NumericError) &
              ~(kCr0Emulation | kCr0TaskSwitched));
  write_msr(kMsrEfer, read_msr(kMsrEfer) | kEferNoExecute);
  write_msr(kMsrFsBase, reinterpret_cast<std::uint64_t>(fs_block));
  write_msr(kMsrGsBase, 0);
  asm volatile("fninit" ::: "memory");
}

}  // namespace hal::x86
