// Channel primitives: endpoints are kernel handles, messages are copied by the kernel, which checks
// what the types promised.
#include <cstddef>

#include "abi/errors.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

extern "C" {

void sip_channel_send(std::uint64_t endpoint, std::uint32_t tag, void* message,
                      std::uint32_t bytes) {
  // A closed peer is no error here: the owners in the message are released, and the next receive
  // says Closed. SAFETY: `message` is an object of at least `bytes` bytes; the kernel checks the
  // range and its ownership again.
  sipk_channel_send(endpoint, tag, message, bytes);
}

std::int32_t sip_channel_receive(std::uint64_t endpoint, void* buffer, std::uint32_t capacity,
                                 std::uint64_t deadline_ns) {
  return static_cast<std::int32_t>(sipk_channel_receive(endpoint, buffer, capacity, deadline_ns));
}

std::int32_t sip_channel_exchange(std::uint64_t endpoint, std::uint32_t tag, void* message,
                                  std::uint32_t bytes, void* buffer, std::uint32_t capacity) {
  return static_cast<std::int32_t>(
      sipk_channel_exchange(endpoint, tag, message, buffer, bytes | std::uint64_t{capacity} << 16));
}

void sip_message_load(const void* buffer, void* message, std::uint32_t bytes) {
  // SAFETY: generated code passes a buffer and a message of at least `bytes` bytes each; the
  // verifier checks that sizes match the types.
  __builtin_memcpy(message, buffer, bytes);
}

void sip_channel_close(std::uint64_t endpoint) {
  sipk_channel_close(endpoint);
}

bool sip_channel_create(std::uint64_t contract_id, std::uint32_t state, std::uint64_t* importer,
                        std::uint64_t* exporter) {
  std::uint64_t handles[2] = {0, 0};
  if (sipk_channel_create(contract_id, state, handles) != abi::kOk) return false;
  *importer = handles[0];
  *exporter = handles[1];
  return true;
}

[[noreturn]] void sip_contract_breach(const char* contract, const char* message, const char* rule,
                                      std::uint32_t contract_bytes, std::uint32_t message_bytes,
                                      std::uint32_t rule_bytes) {
  // SAFETY: the three are string literals whose lengths the generator wrote next to them.
  sip::body::Message breach;
  breach.add("contract breach: ")
      .add(contract, contract_bytes)
      .add(": ")
      .add(message, message_bytes);
  breach.add(" requires ").add(rule, rule_bytes).end_sip();
}

}  // extern "C"
