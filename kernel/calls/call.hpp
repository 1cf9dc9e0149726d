// What the file of a kernel call starts from: the parts of the kernel that calls act on, the
// caller, and what its parameters stand for. A parameter that stands for nothing of the caller's
// ends the caller right here, with the name of the call (the function that asks) in the report; so
// the file of a call is its act.
#pragma once
#include "abi/errors.hpp"
#include "calls/trusted/call_name.hpp"
#include "calls/trusted/table.hpp"
#include "channel/breach.hpp"
#include "diagnosis/inspect.hpp"
#include "diagnosis/report.hpp"
#include "exheap/blocks.hpp"
#include "hal/boot.hpp"
#include "io/devices.hpp"
#include "memory/ranges.hpp"
#include "process/console.hpp"
#include "process/loader.hpp"
#include "process/process.hpp"
#include "process/teardown.hpp"
#include "sched/priority.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

inline Process& calling_process() {
  return processes::get(sched::calling_thread().process);
}

// What a handle of the caller's names.
ProcessId own_child(std::uint64_t handle, CallName call = CallName::here());
ObjectId own_object(std::uint64_t handle, CallName call = CallName::here());
ObjectId own_mutex(std::uint64_t handle, CallName call = CallName::here());
ObjectId own_event(std::uint64_t handle, CallName call = CallName::here());
ObjectId own_set(std::uint64_t handle, CallName call = CallName::here());
WaitRef own_waitable(std::uint64_t handle, CallName call = CallName::here());
BlockId own_block(std::uint64_t address, CallName call = CallName::here());  // or shares
[[noreturn, gnu::cold]] void end_for_endpoint(CallName call = CallName::here());
ThreadId find_thread(std::uint64_t handle);  // none if it is no thread of the caller's process
std::uint64_t handle_of(const Thread& thread);

// A grant of the caller's manifest, by its position there.
IrqLine granted_irq(std::uint64_t index, CallName call = CallName::here());
// Whole accesses of 1, 2 or 4 bytes to one of the manifest's ranges.
void check_ports(std::uint64_t port, std::uint64_t width, CallName call = CallName::here());

// Memory of the caller's, and at most so much that every path through the kernel is bounded.
CheckedRange text_at(std::uint64_t address, std::uint64_t bytes, CallName call = CallName::here());
CheckedRange answer_at(std::uint64_t address, std::uint64_t bytes,
                       CallName call = CallName::here());
CheckedRange lasting_at(std::uint64_t address, std::uint64_t bytes,
                        CallName call = CallName::here());

// kNever sets none. False: it has passed already.
[[nodiscard]] bool set_deadline(Thread& thread, std::uint64_t deadline_ns);

// The handle of a new object of the caller's, or kQuotaExceeded.
std::int64_t create_object(ObjectKind kind, bool automatic = false);

// The end of a call that may have woken others: kOk, after those that are more important.
inline std::int64_t give_way() {
  sched::yield_to_more_important(sched::calling_thread(), abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
