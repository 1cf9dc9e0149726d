// channel_receive(handle, buffer, capacity, deadline): the tag of the next message, which is then
// in the buffer; kClosed when the peer has closed and nothing waits; kTimedOut when the deadline
// passes first. Blocks; the thread that it wakes is run at once if that is the one it has just sent
// to.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "channel/breach.hpp"
#include "channel/transfer.hpp"
#include "diagnosis/report.hpp"
#include "hal/boot.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t channel_receive(std::uint64_t handle, std::uint64_t buffer, std::uint64_t capacity,
                             std::uint64_t deadline_ns) {
  Thread& thread = sched::running();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none())
    end_caller("channel_receive on a handle that is not its own (closed, sent away, or never had)");
  Endpoint& endpoint = channels::get(id);
  const State& state = contracts::get(endpoint.contract).states[endpoint.state];
  if (state.kind == sends_in(endpoint.side) || state.kind == StateKind::kFinal)
    end_for_receive(endpoint);
  const auto range = RangeChecks::writable(processes::get(thread.process), buffer, capacity);
  if (!range) end_caller("channel_receive into a buffer that it may not write");
  if (capacity < state.largest)
    end_caller("channel_receive into a buffer smaller than the state's largest message");
  const std::int64_t tag = channels::take(id, range->bytes());
  if (tag != channels::kNothingWaits) return tag;
  if (channels::get(peer_of(id)).status == EndpointState::kClosed) return abi::kClosed;
  if (!endpoint.waiter.none()) end_caller("two threads receive on one endpoint");
  if (deadline_ns != abi::kNever) {
    if (deadline_ns <= hal::now_ns()) return abi::kTimedOut;
    sched::sleep_until(sched::current(), deadline_ns);
  }
  endpoint.waiter = sched::current();
  thread.receiving = id;
  thread.buffer = range->address();
  thread.buffer_bytes = range->size();
  sched::block(ThreadState::kReceiving);
}

}  // namespace kernel::calls
