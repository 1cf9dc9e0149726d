// What channel_send and channel_exchange have in common, and do when the short way is not open.
#pragma once
#include "channel/endpoint.hpp"
#include "diagnosis/trace.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

template <sched::Watch watch = sched::Watch::kAll>
inline void count_sent(Endpoint& endpoint, EndpointId id, std::uint64_t tag) {
  ++endpoint.sent;
  endpoint.last_sent = static_cast<std::uint16_t>(tag);
  if constexpr (watch == sched::Watch::kAll)
    trace::record(abi::TraceKind::kSend, id.value, static_cast<std::uint32_t>(tag));
}

// Whatever is uncommon about a message that the contract allows: owners, a receiver that does not
// wait just for this, another range than the stack. Ends the caller, or sends. kOk or kClosed.
std::int64_t send_checked(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                          std::uint64_t message);
// The same, and gives way to a more important thread.
std::int64_t send_any(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                      std::uint64_t message);

}  // namespace kernel::calls
