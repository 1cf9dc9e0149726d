// The long way of a send. See send_any.hpp.
#include "calls/send_any.hpp"

#include "calls/call.hpp"
#include "channel/breach.hpp"
#include "channel/owners.hpp"
#include "channel/transfer.hpp"
#include "channel/trusted/scratch.hpp"
#include "channel/trusted/slots.hpp"

namespace kernel::calls {

std::int64_t send_checked(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                          std::uint64_t message) {
  const Endpoint& endpoint = channels::get(id);
  const auto range = RangeChecks::writable(thread, message, edge.bytes);
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
  return channels::send(thread, id, static_cast<std::uint16_t>(tag), edge, body) ? abi::kOk
                                                                                 : abi::kClosed;
}

std::int64_t send_any(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                      std::uint64_t message) {
  const std::int64_t result = send_checked(thread, id, tag, edge, message);
  sched::yield_to_more_important(thread, result);
  return result;
}

}  // namespace kernel::calls
