// sync_wait_any(handles, count, deadline): waits until one of up to 64 endpoints, events or child
// processes is ready; its position, or kTimedOut. An endpoint is ready when a receive would not
// wait, a process when it has ended.
#include "calls/call.hpp"

namespace kernel::calls {
namespace {

void decode(Thread& thread, std::uint64_t handles, std::uint64_t count) {
  if (count == 0 || count > abi::kMostWaitedFor)
    end_caller("sync_wait_any for no handle or more than 64");
  const auto range = RangeChecks::check(thread, RangeChecks::Use::kRead, handles, 8 * count);
  if (!range) end_caller("sync_wait_any with a list that it may not read");
  for (std::size_t i = 0; i < count; ++i)
    thread.waits[i] =
        own_waitable(read<std::uint64_t>(range->bytes(), 8 * i), CallName("sync_wait_any"));
}

// Each has room for one thread; the same one twice in the list is two.
void check_free(const Thread& thread, std::uint64_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!waiting::waiter_of(thread.waits[i]).none())
      end_caller(
          "two threads wait for one endpoint, event or process, or one handle is in the list "
          "twice");
    for (std::size_t j = 0; j < i; ++j) {
      if (thread.waits[j] == thread.waits[i]) end_caller("sync_wait_any with one handle twice");
    }
  }
}

}  // namespace

std::int64_t sync_wait_any(std::uint64_t handles, std::uint64_t count, std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  decode(thread, handles, count);
  check_free(thread, count);
  for (std::size_t i = 0; i < count; ++i) {
    if (!waiting::readiness_of(thread.waits[i]).ready) continue;
    if (thread.waits[i].kind == WaitKind::kEvent) {
      Object& event = objects::get(ObjectId{thread.waits[i].index});
      event.signalled = !event.automatic;
    }
    return static_cast<std::int64_t>(i);
  }
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  thread.wait_count = static_cast<std::uint8_t>(count);
  for (std::size_t i = 0; i < count; ++i) waiting::waiter_of(thread.waits[i]) = thread.id;
  sched::block(thread, ThreadState::kWaitingForAny);
}

}  // namespace kernel::calls
