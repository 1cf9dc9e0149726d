// Ownership in messages: departing (the sender's blocks and endpoints become the kernel's, the
// sender's fields zero), arriving (they become the receiver's, endpoints under new handles), and
// being dropped.
#pragma once
#include "channel/endpoint.hpp"

namespace kernel::channels {

// `carrier`: the endpoint in whose ring the message will lie.
void depart(const Message& message, std::span<std::byte> bytes, EndpointId carrier);
void arrive(const Message& message, std::span<std::byte> bytes, ProcessId receiver);
// The peer has closed: blocks are freed, endpoints closed, fields zeroed.
void release_owned(const Message& message, std::span<std::byte> bytes);

}  // namespace kernel::channels
