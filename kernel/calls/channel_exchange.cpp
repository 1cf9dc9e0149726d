// channel_exchange(handle, tag, message, buffer, sizes): channel_send of the message, then
// channel_receive on the same endpoint without a deadline, in one call: how a client asks, and how
// a server answers and waits for the next request. Both halves are checked before either is done.
// `sizes` is the message's size, and from bit 16 on the buffer's. The tag of what was received;
// kClosed when the peer has closed or closes. (L4's call, and reply-and-wait: Liedtke, "Improving
// IPC by Kernel Design", SOSP 1993, section 5.2.2.)
#include "calls/call.hpp"
#include "calls/messages.hpp"
#include "channel/trusted/fast_send.hpp"

namespace kernel::calls {
namespace {

// Whatever is not the short way. While it waits there is nothing to receive: the peer has nothing
// to send before it has this message, and cannot act before this call ends.
[[noreturn, gnu::noinline]] void exchange_any(std::uint64_t handle, std::uint64_t tag,
                                              std::uint64_t message, std::uint64_t buffer,
                                              std::uint64_t sizes) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) end_for_endpoint(CallName("channel_exchange"));
  Endpoint& endpoint = channels::get(id);
  const Edge& edge = endpoint.edge(tag);
  if ((edge.senders & endpoint.side_bit) == 0) end_for_send(endpoint, tag);
  if ((sizes & 0xffff) != edge.bytes)
    end_for_message(endpoint, tag, "the message's size is not the contract's");
  const State& next = endpoint.states[edge.next];
  if ((next.receivers & endpoint.side_bit) == 0)
    end_for_message(endpoint, tag, "it does not receive after this message");
  checked_buffer(thread, next, buffer, sizes >> 16);
  if (!endpoint.waiter.none()) end_caller("two threads wait for one endpoint");
  const std::int64_t sent = send_checked(thread, id, tag, edge, message);
  count_sent(endpoint, id, tag);
  if (sent != abi::kOk) sched::leave_with(thread, sent);
  wait_at(thread, endpoint, id, buffer);
  sched::block(thread, ThreadState::kReceiving);
}

// What passes is right in every respect, and the receiver waits for it: the sender takes its place.
template <sched::Watch watch>
[[noreturn, gnu::always_inline]] inline void exchange(std::uint64_t handle, std::uint64_t tag,
                                                      std::uint64_t message, std::uint64_t buffer,
                                                      std::uint64_t sizes) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) [[unlikely]]
    exchange_any(handle, tag, message, buffer, sizes);
  Endpoint& endpoint = channels::get(id);
  if (tag >= endpoint.message_count) [[unlikely]]
    exchange_any(handle, tag, message, buffer, sizes);
  const Edge& edge = endpoint.edge(tag);
  sched::Cpu& cpu = sched::cpu_of<watch>(thread);
  if ((edge.exchangers & endpoint.side_bit) == 0 || sizes != edge.sizes() ||
      !endpoint.waiter.none() || cpu.ready.has_above(thread.priority) ||
      !RangeChecks::has_on_stack(thread, buffer, static_cast<std::uint32_t>(sizes >> 16)) ||
      !channels::waiter_can_have_it(cpu, thread, endpoint, message, edge.bytes)) [[unlikely]]
    exchange_any(handle, tag, message, buffer, sizes);
  Thread& receiver = sched::get(endpoint.peer->waiter);
  count_sent<watch>(endpoint, id, tag);
  channels::deliver(receiver, endpoint, edge, message);
  wait_at(thread, endpoint, id, buffer, thread.at_once);
  receiver.context.result = tag;
  sched::switch_from<watch>(cpu, thread, receiver, ThreadState::kReceiving);
}

[[noreturn, gnu::noinline]] void exchange_watched(std::uint64_t handle, std::uint64_t tag,
                                                  std::uint64_t message, std::uint64_t buffer,
                                                  std::uint64_t sizes) {
  take_for_call();
  exchange<sched::Watch::kAll>(handle, tag, message, buffer, sizes);
}

}  // namespace

// Takes the lock itself, and leaves by resume() whatever happens.
std::int64_t channel_exchange(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                              std::uint64_t buffer, std::uint64_t sizes) {
  if (sched::watched) [[unlikely]]
    exchange_watched(handle, tag, message, buffer, sizes);
  exchange<sched::Watch::kNothing>(handle, tag, message, buffer, sizes);
}

}  // namespace kernel::calls
