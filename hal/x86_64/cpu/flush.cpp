// TLB shootdown. Flushes are numbered; a CPU serves the newest by loading CR3, when the interrupt
// reaches it or when it looks while it spins, and says up to which number it has got.
// SAFETY: loads CR3 with what it holds already.
#include "cpu/instructions.hpp"
#include "device/devices.hpp"
#include "hal/boot.hpp"
#include "hal/memory.hpp"
#include "paging/page_tables.hpp"
#include "trap/vectors.hpp"

namespace hal {
namespace {

constexpr std::uint64_t kPatienceNs = 10'000'000'000;

constinit std::uint64_t newest_flush = 0;

// A CPU that becomes active later loads CR3 after it has said so (smp.cpp), and the page tables
// were changed before we looked: it needs no flush.
bool is_behind(const x86::Cpu& cpu, std::uint64_t flush) {
  return __atomic_load_n(&cpu.active, __ATOMIC_SEQ_CST) && !x86::is_stopped(cpu) &&
         __atomic_load_n(&cpu.flushed, __ATOMIC_ACQUIRE) < flush;
}

}  // namespace

void serve_flush() {
  const std::uint64_t newest = __atomic_load_n(&newest_flush, __ATOMIC_ACQUIRE);
  x86::Cpu& cpu = x86::current_cpu();
  if (cpu.flushed == newest) return;
  x86::write_cr<3>(x86::read_cr<3>());
  __atomic_store_n(&cpu.flushed, newest, __ATOMIC_RELEASE);
}

void flush_other_cpus() {
  if (!x86::several_cpus_run()) return;
  const std::uint64_t flush = __atomic_add_fetch(&newest_flush, 1, __ATOMIC_SEQ_CST);
  x86::send(0, x86::kToAllOthers | x86::kInterruptMessage | x86::kVectorFlush);
  serve_flush();
  const std::uint64_t end = now_ns() + kPatienceNs;
  for (const x86::Cpu& cpu : x86::cpus) {
    while (is_behind(cpu, flush)) {
      serve_flush();  // in case another CPU flushes too
      if (now_ns() > end)
        x86::stop("[H-041] a CPU does not flush: it spins without calling serve_flush()");
      asm volatile("pause");
    }
  }
  x86::page_tables.pool().reuse_retired();
}

}  // namespace hal
