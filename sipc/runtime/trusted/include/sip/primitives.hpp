// The primitives that checked code stands on: everything in the library that needs a pointer. SIP
// code only sees these declarations, each under one asm label; the bodies (runtime/trusted/*.cpp)
// are linked after the bitcode has been verified. Parameters are scalars and plain references.
// Typing rules: docs/primitives.md. Only `sip::` headers and generated code may name sip::prim.
#pragma once
#include <cstddef>
#include <cstdint>

namespace sip::prim {

using Handle = std::uint64_t;  // an endpoint of this SIP, 0 = none (moved from)

// Channel. `message` and `buffer` are any exchangeable struct and any MessageBuffer; `bytes` is the
// wire size from the contract's table.
template <class Message>
void channel_send(Handle endpoint, std::uint32_t tag, Message& message,
                  std::uint32_t bytes) asm("sip_channel_send");
template <class Buffer>
std::int32_t channel_receive(
    Handle endpoint, Buffer& buffer, std::uint32_t capacity,
    std::uint64_t deadline_ns) asm("sip_channel_receive");  // tag ≥ 0, kClosed, kTimedOut
// The one, then the other without a deadline, in one kernel call.
template <class Message, class Buffer>
std::int32_t channel_exchange(Handle endpoint, std::uint32_t tag, Message& message,
                              std::uint32_t bytes, Buffer& buffer,
                              std::uint32_t capacity) asm("sip_channel_exchange");
template <class Buffer, class Message>
void message_load(const Buffer& buffer, Message& message,
                  std::uint32_t bytes) asm("sip_message_load");
void channel_close(Handle endpoint) asm("sip_channel_close");
bool channel_create(std::uint64_t contract_id, std::uint32_t state, Handle& importer,
                    Handle& exporter) asm("sip_channel_create");  // false: quota

// Start. Each start endpoint can be taken once; a second time ends the SIP.
Handle start_endpoint(std::uint32_t index) asm("sip_start_endpoint");

// The end of a SIP that broke its own contract: `requires` false, or a message that the contract
// does not allow.
template <std::size_t ContractN, std::size_t MessageN, std::size_t RuleN>
[[noreturn]] void contract_breach(const char (&contract)[ContractN],
                                  const char (&message)[MessageN], const char (&rule)[RuleN],
                                  std::uint32_t contract_bytes, std::uint32_t message_bytes,
                                  std::uint32_t rule_bytes) asm("sip_contract_breach");

}  // namespace sip::prim
