// Starts the other CPUs that the MADT names and leaves them halted, each on its own stack with its
// own descriptors, until the kernel can use them.
//
// They run no SIP yet and hold no translations of the low half: whoever gives them work makes them
// load CR3 first. So unmapping needs no shootdown.
#include <cstring>

#include "cpu/cpu.hpp"
#include "cpu/instructions.hpp"
#include "device/acpi.hpp"
#include "device/clock.hpp"
#include "device/interrupts.hpp"
#include "hal/boot.hpp"
#include "paging/address_space.hpp"
#include "paging/page_tables.hpp"

extern "C" {
extern const char hal_ap_trampoline[], hal_ap_trampoline_end[];
// Read by hal_ap_entry (ap_entry.S) in the CPU that is being started; one at a time.
constinit std::uint64_t hal_ap_cr3 = 0, hal_ap_stack_top = 0;
void hal_ap_main();
}

namespace hal::x86 {
namespace {

constexpr std::uint64_t kTrampoline = 0x8000;  // TRAMPOLINE in ap_trampoline.S
constexpr std::uint64_t kInitWaitNs = 10'000'000, kStartupWaitNs = 200'000,
                        kAnswerWaitNs = 100'000'000;

bool is_online(const Cpu& cpu) {
  return __atomic_load_n(&cpu.online, __ATOMIC_ACQUIRE);
}

void wait_until_online(const Cpu& cpu, std::uint64_t ns) {
  const std::uint64_t end = now_ns() + ns;
  while (!is_online(cpu) && now_ns() < end) asm volatile("pause");
}

void start_cpu(Cpu& cpu) {
  start_stacks(cpu);
  hal_ap_cr3 = page_tables.root();
  hal_ap_stack_top = cpu.kernel_stack_top;
  send_init(cpu.apic_id);
  wait_ns(kInitWaitNs);
  send_startup(cpu.apic_id, kTrampoline / kPageBytes);
  wait_until_online(cpu, kStartupWaitNs);
  if (!is_online(cpu))
    send_startup(cpu.apic_id, kTrampoline / kPageBytes);  // Intel: once more if it did not hear
  wait_until_online(cpu, kAnswerWaitNs);
}

}  // namespace

void copy_trampoline() {
  const auto bytes = static_cast<std::size_t>(hal_ap_trampoline_end - hal_ap_trampoline);
  // SAFETY: below 1 MiB, which is never free memory nor the image; seen writable by the boot page
  // tables only. The loader's own structures, which may lie there, have been read.
  std::memcpy(direct<std::byte>(kTrampoline), hal_ap_trampoline, bytes);
}

void start_other_cpus(const MachineTopology& topology) {
  std::uint32_t next = 1;
  for (std::uint32_t i = 0; i < topology.cpu_count && next < kMaxCpus; ++i) {
    if (topology.apic_ids[i] == cpus[0].apic_id) continue;
    Cpu& cpu = cpus[next];
    cpu.index = next++;
    cpu.apic_id = topology.apic_ids[i];
    start_cpu(cpu);
    // A CPU that did not answer might do so later, with what the next one is to read.
    if (!is_online(cpu)) break;
  }
}

std::uint32_t online_cpus() {
  std::uint32_t count = 0;
  for (const Cpu& cpu : cpus) count += is_online(cpu);
  return count;
}

}  // namespace hal::x86

extern "C" void hal_ap_main() {
  using namespace hal::x86;
  Cpu& cpu = this_cpu();
  load_descriptors(cpu);
  enable_protections();
  enable_local_apic();
  __atomic_store_n(&cpu.online, true, __ATOMIC_RELEASE);
  halt_for_ever();
}
