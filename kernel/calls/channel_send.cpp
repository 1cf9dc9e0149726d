// channel_send(handle, tag, message, bytes): the contract's monitor on the sending side. Never
// blocks. The fast path of the system: one table look-up, one range check, one copy into the buffer
// of a receiver that waits.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "channel/breach.hpp"
#include "channel/owners.hpp"
#include "channel/transfer.hpp"
#include "channel/trusted/scratch.hpp"
#include "channel/trusted/slots.hpp"
#include "diagnosis/report.hpp"
#include "diagnosis/trace.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {
namespace {

[[noreturn, gnu::noinline]] void end_for_handle() {
  end_caller("channel_send on a handle that is not its own (closed, sent away, or never had)");
}

// Whatever is uncommon about a message that the contract allows: owners, a receiver that does not
// wait just for this, another range than the stack.
[[gnu::noinline]] std::int64_t send_any(Thread& thread, EndpointId id, std::uint16_t tag, Edge edge,
                                        std::uint64_t message, std::uint64_t bytes) {
  const Endpoint& endpoint = channels::get(id);
  const auto range = RangeChecks::writable(thread, message, bytes);
  if (!range)
    end_for_message(endpoint, tag, "the message is not in memory that it owns and may write");
  const Endpoint& receiver = channels::get(peer_of(id));
  if (receiver.count == receiver.bound)
    end_for_message(endpoint, tag, "more messages are in flight than the contract's bound");
  std::span<std::byte> body = range->bytes();
  if (edge.owns) {  // checked where no other thread of the sender can change it
    const Message& type = contracts::get(endpoint.contract).messages[tag];
    body = channels::scratch(edge.bytes);
    copy_message(body.data(), range->bytes().data(), edge.bytes);
    const std::string_view wrong = channels::check_owners(thread.process, id, type, body);
    if (!wrong.empty()) end_for_message(endpoint, tag, wrong);
    channels::clear_owners(type, range->bytes());
  }
  const bool sent = channels::send(thread, id, tag, edge, body);
  const std::int64_t result = sent ? abi::kOk : abi::kClosed;
  sched::yield_to_more_important(thread, result);
  return result;
}

}  // namespace

std::int64_t channel_send(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                          std::uint64_t bytes) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) [[unlikely]]
    end_for_handle();
  Endpoint& endpoint = channels::get(id);
  const Edge edge = endpoint.edge(tag);
  if ((edge.senders & bit_of(endpoint.side)) == 0) [[unlikely]]
    end_for_send(endpoint, tag);
  if (bytes != edge.bytes) [[unlikely]]
    end_for_message(endpoint, tag, "the message's size is not the contract's");
  ++endpoint.sent;
  endpoint.history = endpoint.history << 16 | (tag + 1);
  trace::record(abi::TraceKind::kSend, id.value, static_cast<std::uint32_t>(tag));

  Endpoint& to = channels::get(peer_of(id));
  const auto range = RangeChecks::on_stack(thread, message, bytes);
  if (to.waiter.none() || edge.owns || !range || endpoint.donation != 0) [[unlikely]]
    return send_any(thread, id, static_cast<std::uint16_t>(tag), edge, message, bytes);
  Thread& receiver = sched::get(to.waiter);
  if (!sched::can_hand_over(thread, receiver) || to.state != endpoint.state) [[unlikely]]
    return send_any(thread, id, static_cast<std::uint16_t>(tag), edge, message, bytes);

  copy_message(RangeChecks::passed_before(receiver.buffer, bytes).bytes().data(),
               range->bytes().data(), edge.bytes);
  endpoint.state = to.state = edge.next;
  to.waiter = {};
  sched::hand_over(thread, receiver, static_cast<std::int64_t>(tag));
  return abi::kOk;
}

}  // namespace kernel::calls
