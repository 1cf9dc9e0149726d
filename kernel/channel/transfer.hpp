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

// What is wrong with the owner fields of a message that `process` wants to send over `endpoint`;
// empty = nothing.
std::string_view check_owners(ProcessId process, EndpointId endpoint, const Message& message,
                              std::span<const std::byte> bytes);

// `carrier`: the endpoint in whose queue the message will lie; none when it arrives at once.
void depart(const Message& message, std::span<const std::byte> bytes, OwnerId sender,
            EndpointId carrier);
// `from`: the sender, or the kernel when the message lay in a queue.
void arrive(const Message& message, std::span<std::byte> bytes, OwnerId from, ProcessId receiver);
// Zeroes the owner fields in the sender's own memory: it does not have them any more.
void clear_owners(const Message& message, std::span<std::byte> bytes);

// Nobody will receive the message: what the holder (its sender, or the kernel when it lay in a
// queue) has in it is lost. Blocks are freed, endpoints put on the list of those to close: closing
// uses the scratch place that the message may lie in.
void drop_owners(const Message& message, std::span<const std::byte> bytes, OwnerId holder,
                 EndpointId& to_close);

}  // namespace kernel::channels
