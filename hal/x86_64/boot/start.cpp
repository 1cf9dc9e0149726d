// From the first C++ instruction to kernel_main: the boot as a list of stages.
#include <cstring>

#include "cpu/instructions.hpp"
#include "device/acpi.hpp"
#include "device/devices.hpp"
#include "hal/boot.hpp"
#include "paging/address_space.hpp"
#include "paging/build.hpp"
#include "paging/early_frames.hpp"

extern "C" [[noreturn]] void hal_run_on_stack(std::uint64_t stack_top, const void* function,
                                              void* first, void* second);

namespace hal::x86 {
namespace {

constinit BootFacts facts;
constinit BootInfo boot_info{};

void read_facts(BootProtocol protocol, std::uint64_t info) {
  switch (protocol) {
    case BootProtocol::kPvh:
      return read_pvh(info, facts);
    case BootProtocol::kMultiboot2:
      return read_multiboot2(info, facts);
    default:
      stop(
          "[H-025] the loader speaks neither PVH nor multiboot2; boot with qemu -kernel or GRUB's "
          "multiboot2");
  }
}

constexpr Layout kLayout{.window_base = {kWindowBase},
                         .window_bytes = kWindowBytes,
                         .window_count = kWindowCount,
                         .exchange_base = {kExchangeBase},
                         .exchange_bytes = kExchangeBytes,
                         .owner_map = {kOwnerMap}};

// For the banner only.
const char* machine_name() {
  constexpr std::uint32_t kHypervisorLeaf = 0x4000'0000;
  if (!(cpuid(1).ecx >> 31)) return "x86_64";
  const CpuidResult vendor = cpuid(kHypervisorLeaf);
  const std::uint32_t words[] = {vendor.ebx, vendor.ecx, vendor.edx};
  if (std::memcmp(words, "TCGTCGTCGTCG", sizeof(words)) == 0) return "x86_64 (QEMU)";
  if (std::memcmp(words, "KVMKVMKVM\0\0\0", sizeof(words)) == 0) return "x86_64 (KVM)";
  return "x86_64 (virtual)";
}

// On CPU 0's kernel stack, in the final address space.
[[noreturn]] void start_machine() {
  load_descriptors(cpus[0]);
  start_local_apic();
  cpus[0].apic_id = local_apic_id();
  start_clock();
  const MachineTopology topology = read_topology(facts);
  wake_other_cpus(topology);
  start_io_apic(topology);
  boot_info = BootInfo{
      .free_memory = early_frames.free(),
      .image = detail::LastingMaker::of(
          std::span(direct<const std::byte>(facts.image.first), facts.image.bytes)),
      .command_line = facts.command_line(),
      .layout = kLayout,
      .cpu_count = online_cpus(),
      .machine = detail::LastingMaker::of_text(machine_name()),
  };
  kernel::kernel_main(boot_info);
}

}  // namespace
}  // namespace hal::x86

extern "C" [[noreturn]] void hal_start(hal::x86::BootProtocol protocol, std::uint64_t info) {
  using namespace hal::x86;
  serial_start();
  read_facts(protocol, info);
  copy_trampoline();
  early_frames.find(facts, kernel_image_range());
  enable_protections();
  choose_gs_instruction();
  build_address_space(facts);
  start_stacks(cpus[0]);
  cpus[0].online = cpus[0].active = true;
  build_interrupt_table();
  // SAFETY: the boot stack is given up; the kernel stack is mapped and empty.
  hal_run_on_stack(cpus[0].kernel_stack_top, reinterpret_cast<const void*>(start_machine), nullptr,
                   nullptr);
}
