// channel_exchange(handle, tag, message, buffer): sends, then receives on the same endpoint, in one
// call: how a client asks and how a server answers and waits for the next request. Checks what
// channel_send and channel_receive check, in that order; `sizes` is the message's size, and above
// it, from bit 32 on, the buffer's. kClosed also when the send finds the peer gone. (L4's call and
// reply-and-wait: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, section 5.2.2.)
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
[[noreturn, gnu::noinline]] void end_for_size(const Endpoint& endpoint, std::uint64_t tag) {
  end_for_message(endpoint, tag, "the message's size is not the contract's");
}

// The receiver did not wait, or the answer is there already: one after the other.
[[gnu::noinline]] std::int64_t exchange_any(Thread& thread, EndpointId id, std::uint64_t tag,
                                            const Edge& edge, std::uint64_t message,
                                            std::uint64_t buffer, std::uint64_t capacity) {
  if (const std::int64_t sent = send_checked(thread, id, tag, edge, message); sent != abi::kOk)
    return sent;
  return receive_any(thread, id, buffer, capacity, abi::kNever);
}

}  // namespace

std::int64_t channel_exchange(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                              std::uint64_t sizes, std::uint64_t buffer) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) [[unlikely]]
    end_for_handle();
  Endpoint& endpoint = channels::get(id);
  const Edge& edge = endpoint.edge(tag);
  if ((edge.senders & endpoint.side_bit) == 0) [[unlikely]]
    end_for_send(endpoint, tag);
  if (static_cast<std::uint32_t>(sizes) != edge.bytes) [[unlikely]]
    end_for_size(endpoint, tag);
  ++endpoint.sent;
  endpoint.last_sent = static_cast<std::uint16_t>(tag);
  trace::record(abi::TraceKind::kSend, id.value, static_cast<std::uint32_t>(tag));
  const std::uint64_t capacity = sizes >> 32;
  Thread* const receiver = channels::receiver_at_once(thread, id, edge, message);
  if (receiver == nullptr) [[unlikely]]
    return exchange_any(thread, id, tag, edge, message, buffer, capacity);
  receiver->context.result = tag;
  if (!may_wait_at(thread, endpoint, buffer, capacity)) [[unlikely]] {
    sched::hand_over(thread, *receiver, tag);
    return receive_any(thread, id, buffer, capacity, abi::kNever);
  }
  wait_at(thread, endpoint, id, buffer);
  sched::switch_from(thread, *receiver, ThreadState::kReceiving);
}

}  // namespace kernel::calls
