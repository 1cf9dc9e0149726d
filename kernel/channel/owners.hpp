// Ownership in messages: which of its fields own something, whether the sender may send it,
// departing (blocks and endpoints become the kernel's), arriving (they become the receiver's,
// endpoints under new handles), and being dropped. All work on the kernel's copy of a message.
#pragma once
#include "channel/endpoint.hpp"

namespace kernel::channels {

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

// Nobody will receive the message: blocks are freed, endpoints put on the list of those to close.
void drop_owners(const Message& message, std::span<const std::byte> bytes, EndpointId& to_close);
// The peer has closed: what the sender owned is freed and closed.
void release_owned(const Message& message, std::span<const std::byte> bytes, OwnerId sender);

}  // namespace kernel::channels
