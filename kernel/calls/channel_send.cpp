// channel_send(handle, tag, message, bytes): the contract's monitor on the sending side. Never
// blocks. The fast path of the system: one table look-up, one range check, one copy, and a woken
// receiver.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "channel/breach.hpp"
#include "channel/transfer.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t channel_send(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                          std::uint64_t bytes) {
  const ProcessId process_id = sched::running().process;
  const EndpointId id = channels::lookup(process_id, handle);
  if (id.none())
    end_caller("channel_send on a handle that is not its own (closed, sent away, or never had)");
  const Endpoint& endpoint = channels::get(id);
  const Contract& rules = contracts::get(endpoint.contract);
  const std::uint16_t next = rules.transition(endpoint.state, tag);
  if (next == kRefusedTransition || rules.states[endpoint.state].kind != sends_in(endpoint.side))
    end_for_send(endpoint, tag);
  const Message& type = rules.messages[tag];
  if (bytes != type.bytes)
    end_for_message(endpoint, tag, "the message's size is not the contract's");
  const auto range = RangeChecks::writable(processes::get(process_id), message, bytes);
  if (!range)
    end_for_message(endpoint, tag, "the message is not in memory that it owns and may write");
  const Endpoint& receiver = channels::get(peer_of(id));
  if (receiver.count == receiver.bound)
    end_for_message(endpoint, tag, "more messages are in flight than the contract's bound");
  if (!type.owners.empty()) {
    const std::string_view wrong = channels::check_owners(process_id, id, type, range->bytes());
    if (!wrong.empty()) end_for_message(endpoint, tag, wrong);
  }
  const bool sent = channels::send(id, static_cast<std::uint16_t>(tag), next, type, range->bytes());
  const std::int64_t result = sent ? abi::kOk : abi::kClosed;
  sched::yield_to_more_important(result);
  return result;
}

}  // namespace kernel::calls
