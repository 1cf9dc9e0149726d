// The report of a SIP's end: one line with name and cause, then where it happened. It reads the
// SIP's stack, which may be nonsense: every step of the backtrace is bounded and range-checked.
#pragma once
#include "base/text.hpp"
#include "process/process.hpp"
#include "sched/thread.hpp"

namespace kernel {

// `bulkhead: SIP NAME ended: CAUSE` and the backtrace of the call that the running thread is in.
void report_end_in_call(std::string_view cause);
// The same for a fault, from its saved registers, which are printed too.
void report_end_by_fault(std::string_view cause);

// Misuse of a kernel call ends the caller: report, teardown, and someone else runs.
[[noreturn]] void end_caller(std::string_view cause);
// The running thread was interrupted and its process must not go on: report and end; the caller
// leaves the thread, which is doomed.
void end_interrupted(Thread& thread, std::string_view cause);

// The last reports are kept as text. How many were ever made; and the bytes of report `number`
// copied, 0 if there is none yet or it is not kept any more.
std::uint32_t reports_made();
std::size_t copy_report(std::uint64_t number, std::span<std::byte> to);

}  // namespace kernel
