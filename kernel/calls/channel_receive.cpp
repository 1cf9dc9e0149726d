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
#include "sched/deadlines.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {
namespace {

[[noreturn, gnu::noinline]] void end_for_handle() {
  end_caller("channel_receive on a handle that is not its own (closed, sent away, or never had)");
}
[[noreturn, gnu::noinline]] void end_for_buffer(std::uint64_t capacity, const State& state) {
  if (capacity < state.largest)
    end_caller("channel_receive into a buffer smaller than the state's largest message");
  end_caller("channel_receive into a buffer that is not on its stack or in its data");
}

}  // namespace

std::int64_t channel_receive(std::uint64_t handle, std::uint64_t buffer, std::uint64_t capacity,
                             std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) [[unlikely]]
    end_for_handle();
  Endpoint& endpoint = channels::get(id);
  const State& state = endpoint.states[endpoint.state];
  if ((state.receivers & bit_of(endpoint.side)) == 0) [[unlikely]]
    end_for_receive(endpoint);
  const auto range = RangeChecks::lasting(thread, buffer, capacity);
  if (!range || capacity < state.largest) [[unlikely]]
    end_for_buffer(capacity, state);
  if (endpoint.count != 0) return channels::take(id, range->bytes());
  if (channels::get(peer_of(id)).status == EndpointState::kClosed) [[unlikely]]
    return abi::kClosed;
  if (!endpoint.waiter.none()) [[unlikely]]
    end_caller("two threads wait for one endpoint");
  if (deadline_ns != abi::kNever) {
    if (deadline_ns <= hal::now_ns()) return abi::kTimedOut;
    deadlines::set(thread, deadline_ns);
  }
  endpoint.waiter = thread.id;
  thread.receiving = id;
  thread.buffer = buffer;
  thread.buffer_bytes = capacity;
  sched::block(thread, ThreadState::kReceiving);
}

}  // namespace kernel::calls
