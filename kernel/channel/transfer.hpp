// Moving messages: from a sender's buffer to a waiting receiver or into cells, and from cells to a
// receiver; with them move the exchange blocks and endpoints that they name. Everything was checked
// before (send and receive calls); nothing here can fail.
#pragma once
#include "channel/endpoint.hpp"
#include "sched/thread.hpp"

namespace kernel::channels {

// False: the peer has closed, so what the message owned is released. `bytes` is the kernel's copy
// if the message owns anything, else where the sender has it.
bool send(const Thread& sender, EndpointId from, std::uint16_t tag, Edge edge,
          std::span<std::byte> bytes);

// The tag of the first message that waits, copied to `buffer` and owned by the receiver from now
// on. There must be one.
std::int64_t take(EndpointId at, std::span<std::byte> buffer);

}  // namespace kernel::channels
