// CPU shares and the watchdog. See shares.hpp.
#include "sched/shares.hpp"

#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"

namespace kernel::shares {
namespace {

std::uint32_t period = 0;
std::uint64_t period_ends_ns = kPeriodNs;

void set_over_share(Process& process, ProcessId id, bool is_over) {
  process.over_share = is_over;
  sched::park_all_of(id);  // those that wait in a queue go to the other one
  sched::unpark_all_of(id);
}

void charge_share(Process& process, ProcessId id) {
  if (process.period != period) process.period_ns = 0;
  process.period = period;
  process.period_ns += sched::kTickNs;
  if (process.record.cpu_percent == 0 || process.over_share) return;
  if (process.period_ns * 100 > process.record.cpu_percent * kPeriodNs)
    set_over_share(process, id, true);
}

}  // namespace

void charge(Thread& thread) {
  Process& process = processes::get(thread.process);
  thread.cpu_ns += sched::kTickNs;
  thread.since_wait_ns += sched::kTickNs;
  process.cpu_ns += sched::kTickNs;
  charge_share(process, thread.process);
  const std::uint64_t allowed_ms = process.record.watchdog_ms;
  if (allowed_ms == 0 || thread.since_wait_ns <= allowed_ms * 1'000'000 || thread.doomed) return;
  end_interrupted(
      thread, TextBuffer() << "ran away: " << allowed_ms
                           << " ms of CPU time without waiting or yielding (limits.watchdog_ms)");
}

void next_period_if_due(std::uint64_t now_ns) {
  if (now_ns < period_ends_ns) return;
  period_ends_ns = now_ns + kPeriodNs;
  ++period;
  for (std::uint32_t i = 0; i < processes::table.count(); ++i) {
    Process& process = processes::get(processes::table.id_at(i));
    if (process.over_share) set_over_share(process, processes::table.id_at(i), false);
  }
}

}  // namespace kernel::shares
