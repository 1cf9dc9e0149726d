// The other CPUs: starting those that the MADT names, letting them into the kernel when it says so,
// poking them, and stopping them at the end. Each has its own stacks, descriptors and local APIC;
// page tables and interrupt table are shared.
//
// TLB shootdown: flushes are numbered; a CPU serves the newest by loading CR3, when the interrupt
// reaches it or when it looks while it spins, and says up to which number it has got.
// SAFETY: a flush loads CR3 with what it holds already.
#include <cstring>

#include "cpu/instructions.hpp"
#include "device/acpi.hpp"
#include "device/devices.hpp"
#include "hal/boot.hpp"
#include "hal/memory.hpp"
#include "paging/page_tables.hpp"
#include "trap/vectors.hpp"

extern "C" {
extern const char hal_ap_trampoline[], hal_ap_trampoline_end[];
// Read by hal_ap_entry (ap_entry.S) in the CPU that is being started; one at a time.
constinit std::uint64_t hal_ap_cr3 = 0, hal_ap_stack_top = 0;
void hal_ap_main();
}

namespace hal {
namespace x86 {
namespace {

constexpr std::uint64_t kTrampoline = 0x8000;  // TRAMPOLINE in ap_trampoline.S
constexpr std::uint64_t kInitWaitNs = 10'000'000, kStartupWaitNs = 200'000,
                        kAnswerWaitNs = 2'000'000'000, kStartWaitNs = 10'000'000'000;

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
  send(cpu.apic_id, kInitMessage);
  wait_ns(kInitWaitNs);
  send(cpu.apic_id, kStartupMessage | kTrampoline / kPageBytes);
  wait_until_online(cpu, kStartupWaitNs);
  // Intel: once more if it did not hear.
  if (!is_online(cpu)) send(cpu.apic_id, kStartupMessage | kTrampoline / kPageBytes);
  wait_until_online(cpu, kAnswerWaitNs);
}

constinit bool released = false;          // by hal::start_other_cpus()
constinit std::uint32_t active_cpus = 1;  // CPU 0
constinit const Cpu* ender = nullptr;     // who has stopped the others

// Waits, interrupts off when it returns. What arrives meanwhile is acknowledged and forgotten
// (trap/trap.cpp).
void wait_for_release() {
  while (!__atomic_load_n(&released, __ATOMIC_ACQUIRE)) asm volatile("sti; hlt; cli" ::: "memory");
}

// First active, so that flushes reach it, then CR3: what was flushed before that, it never held.
void become_active(Cpu& cpu) {
  __atomic_add_fetch(&active_cpus, 1, __ATOMIC_SEQ_CST);
  __atomic_store_n(&cpu.active, true, __ATOMIC_SEQ_CST);
  write_cr<3>(read_cr<3>());
}

constexpr std::uint64_t kPatienceNs = 10'000'000'000;

constinit std::uint64_t newest_flush = 0;

// A CPU that becomes active later loads CR3 after it has said so (smp.cpp), and the page tables
// were changed before we looked: it needs no flush.
bool is_behind(const Cpu& cpu, std::uint64_t flush) {
  return __atomic_load_n(&cpu.active, __ATOMIC_SEQ_CST) && !is_stopped(cpu) &&
         __atomic_load_n(&cpu.flushed, __ATOMIC_ACQUIRE) < flush;
}

}  // namespace

void copy_trampoline() {
  const auto bytes = static_cast<std::size_t>(hal_ap_trampoline_end - hal_ap_trampoline);
  // SAFETY: below 1 MiB, which is never free memory nor the image; seen writable by the boot page
  // tables only. The loader's own structures, which may lie there, have been read.
  std::memcpy(direct<std::byte>(kTrampoline), hal_ap_trampoline, bytes);
}

void wake_other_cpus(const MachineTopology& topology) {
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

bool several_cpus_run() {
  return __atomic_load_n(&active_cpus, __ATOMIC_SEQ_CST) > 1;
}

void stop_other_cpus() {
  if (online_cpus() < 2) return;
  const Cpu& self = current_cpu();
  const Cpu* nobody = nullptr;
  if (!__atomic_compare_exchange_n(&ender, &nobody, &self, false, __ATOMIC_ACQ_REL,
                                   __ATOMIC_ACQUIRE)) {
    if (nobody != &self) halt_for_ever();
    return;
  }
  // One by one: QEMU lets an NMI through to a CPU that was never started, which ends the machine.
  for (const Cpu& cpu : cpus)
    if (is_online(cpu) && &cpu != &self) send(cpu.apic_id, kNmiMessage);
}

bool is_stopped(const Cpu& cpu) {
  const Cpu* who = __atomic_load_n(&ender, __ATOMIC_ACQUIRE);
  return who && who != &cpu;
}

}  // namespace x86

void serve_flush() {
  const std::uint64_t newest = __atomic_load_n(&x86::newest_flush, __ATOMIC_ACQUIRE);
  x86::Cpu& cpu = x86::current_cpu();
  if (cpu.flushed == newest) return;
  x86::write_cr<3>(x86::read_cr<3>());
  __atomic_store_n(&cpu.flushed, newest, __ATOMIC_RELEASE);
}

void flush_other_cpus() {
  if (!x86::several_cpus_run()) return;
  const std::uint64_t flush = __atomic_add_fetch(&x86::newest_flush, 1, __ATOMIC_SEQ_CST);
  x86::send(0, x86::kToAllOthers | x86::kInterruptMessage | x86::kVectorFlush);
  serve_flush();
  const std::uint64_t end = now_ns() + x86::kPatienceNs;
  for (const x86::Cpu& cpu : x86::cpus) {
    while (x86::is_behind(cpu, flush)) {
      serve_flush();  // in case another CPU flushes too
      if (now_ns() > end)
        x86::stop("[H-041] a CPU does not flush: it spins without calling serve_flush()");
      asm volatile("pause");
    }
  }
  x86::page_tables.pool().reuse_retired();
}

void start_other_cpus() {
  __atomic_store_n(&x86::released, true, __ATOMIC_RELEASE);
  for (const x86::Cpu& cpu : x86::cpus) {
    if (!x86::is_online(cpu) || cpu.index == 0) continue;
    x86::send(cpu.apic_id, x86::kInterruptMessage | x86::kVectorPoke);
    // Until then it would forget a poke() of the kernel's.
    const std::uint64_t end = now_ns() + x86::kStartWaitNs;
    while (!__atomic_load_n(&cpu.active, __ATOMIC_ACQUIRE)) {
      if (now_ns() > end) x86::stop("[H-027] a CPU that had answered at boot does not start");
      asm volatile("pause");
    }
  }
}

void poke(std::uint32_t cpu) {
  x86::send(x86::cpus[cpu].apic_id, x86::kInterruptMessage | x86::kVectorPoke);
}

}  // namespace hal

extern "C" void hal_ap_main() {
  using namespace hal::x86;
  Cpu& cpu = current_cpu();
  load_descriptors(cpu);
  enable_protections();
  enable_local_apic();
  __atomic_store_n(&cpu.online, true, __ATOMIC_RELEASE);
  wait_for_release();
  become_active(cpu);
  kernel::on_cpu_start();
}
