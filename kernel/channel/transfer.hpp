// Moving messages: from a sender's buffer to a waiting receiver or a slot, and from a slot to a
// receiver; with them move the exchange blocks and endpoints that they name. Everything was checked
// before (send and receive calls); nothing here can fail.
#pragma once
#include "channel/endpoint.hpp"
#include "memory/trusted/access.hpp"

namespace kernel::channels {

// What is wrong with the owner fields of a message that `process` wants to send over `endpoint`;
// empty = nothing.
std::string_view check_owners(ProcessId process, EndpointId endpoint, const Message& message,
                              std::span<const std::byte> bytes);

// Sends: the sender's view goes to `next`, the message moves to the peer. False: the peer has
// closed, so what the message owned is released.
bool send(EndpointId from, std::uint16_t tag, std::uint16_t next, const Message& message,
          std::span<std::byte> bytes);

inline constexpr std::int64_t kNothingWaits = -100;
// The tag of the first message that waits, copied to `buffer` and owned by the process from now on;
// or kNothingWaits.
std::int64_t take(EndpointId at, std::span<std::byte> buffer);

// Releases what a message in a ring owns; endpoints in it are put on the list of those to close.
void drop_owners(const Message& message, std::span<std::byte> bytes, EndpointId& to_close);

}  // namespace kernel::channels
