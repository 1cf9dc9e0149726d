// channel_send(handle, tag, message, bytes): the contract's monitor on the sending side. Never
// blocks. The fast path of the system: one table look-up, one range check, one copy into the buffer
// of a receiver that waits.
#include "calls/call.hpp"
#include "calls/messages.hpp"
#include "channel/trusted/fast_send.hpp"

namespace kernel::calls {
namespace {

[[noreturn, gnu::noinline]] void end_for_size(const Endpoint& endpoint, std::uint64_t tag) {
  end_for_message(endpoint, tag, "the message's size is not the contract's");
}

}  // namespace

std::int64_t channel_send(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                          std::uint64_t bytes) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) [[unlikely]]
    end_for_endpoint();
  Endpoint& endpoint = channels::get(id);
  const Edge& edge = endpoint.edge(tag);
  if ((edge.senders & endpoint.side_bit) == 0) [[unlikely]]
    end_for_send(endpoint, tag);
  if (bytes != edge.bytes) [[unlikely]]
    end_for_size(endpoint, tag);
  count_sent(endpoint, id, tag);
  sched::Cpu& cpu = sched::cpus[thread.cpu];
  if (edge.owns || !channels::waiter_can_have_it(cpu, thread, endpoint, message, edge.bytes))
      [[unlikely]]
    return send_any(thread, id, tag, edge, message);
  Thread& receiver = sched::get(endpoint.peer->waiter);
  channels::deliver(receiver, endpoint, edge, message);
  sched::hand_over(cpu, receiver, tag);
  return abi::kOk;
}

}  // namespace kernel::calls
