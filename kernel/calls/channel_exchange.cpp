// channel_exchange(handle, tag, message, buffer, sizes): channel_send of the message, then
// channel_receive on the same endpoint without a deadline, in one call: how a client asks, and how
// a server answers and waits for the next request. Both halves are checked before either is done.
// `sizes` is the message's size, and from bit 16 on the buffer's. The tag of what was received;
// kClosed when the peer has closed or closes. (L4's call, and reply-and-wait: Liedtke, "Improving
// IPC by Kernel Design", SOSP 1993, section 5.2.2.)
#include "abi/errors.hpp"
#include "calls/receive_any.hpp"
#include "calls/send_any.hpp"
#include "calls/table.hpp"
#include "channel/breach.hpp"
#include "channel/trusted/fast_send.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {
namespace {

[[noreturn, gnu::noinline]] void end_for_handle() {
  end_caller("channel_exchange on a handle that is not its own (closed, sent away, or never had)");
}

// Whatever is not the short way. While it waits there is nothing to receive: the peer has nothing
// to send before it has this message, and cannot act before this call ends.
[[gnu::noinline]] std::int64_t exchange_any(Thread& thread, EndpointId id, std::uint64_t tag,
                                            std::uint64_t message, std::uint64_t buffer,
                                            std::uint64_t sizes) {
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
  if (sent != abi::kOk) return sent;
  wait_at(thread, endpoint, id, buffer);
  sched::block(thread, ThreadState::kReceiving);
}

}  // namespace

std::int64_t channel_exchange(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                              std::uint64_t buffer, std::uint64_t sizes) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) [[unlikely]]
    end_for_handle();
  Endpoint& endpoint = channels::get(id);
  const Edge& edge = endpoint.edge(tag);
  Endpoint& peer = channels::get(peer_of(id));
  if ((edge.exchangers & endpoint.side_bit) == 0 || sizes != edge.sizes() ||
      !endpoint.waiter.none() || !RangeChecks::on_stack(thread, buffer, edge.answer_bytes))
      [[unlikely]]
    return exchange_any(thread, id, tag, message, buffer, sizes);
  Thread* const receiver = channels::receiver_at_once(thread, endpoint, peer, edge, message);
  if (receiver == nullptr || sched::outranked(thread)) [[unlikely]]
    return exchange_any(thread, id, tag, message, buffer, sizes);
  count_sent(endpoint, id, tag);
  channels::deliver(*receiver, endpoint, peer, edge, message);
  wait_at(thread, endpoint, id, buffer);
  receiver->context.result = tag;
  sched::switch_from(thread, *receiver, ThreadState::kReceiving);
}

}  // namespace kernel::calls
