// The end of a SIP that broke a contract: the report names contract, state and message, and what
// would have been allowed.
#pragma once
#include "channel/endpoint.hpp"

namespace kernel {

// "contract breach: C1 in state Start: exporter may not send Reply (allowed: receives Request)"
[[noreturn]] void end_for_send(const Endpoint& endpoint, std::uint64_t tag);
[[noreturn]] void end_for_receive(const Endpoint& endpoint);
// Any other rule about a message: its size, its owners, the queue's bound.
[[noreturn]] void end_for_message(const Endpoint& endpoint, std::uint64_t tag,
                                  std::string_view why);

}  // namespace kernel
