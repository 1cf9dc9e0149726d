// The primitives that are neither channel nor memory: log, end, time, console, I/O ports. Typing
// rules: docs/primitives.md. Only `sip::` headers name them.
#pragma once
#include <cstddef>
#include <cstdint>

namespace sip::prim {

// `buffer` is any object of at least `bytes` bytes of text; `capacity` is its size, which the body
// checks `bytes` against.
template <class Buffer>
void log_line(const Buffer& buffer, std::uint64_t bytes,
              std::uint64_t capacity) asm("sip_log_line");
template <class Buffer>
[[noreturn]] void panic_line(const Buffer& buffer, std::uint64_t bytes,
                             std::uint64_t capacity) asm("sip_panic_line");
template <class Buffer>
void console_write(const Buffer& buffer, std::uint64_t bytes,
                   std::uint64_t capacity) asm("sip_console_write");
std::int32_t console_read_byte() asm(
    "sip_console_read_byte");  // waits; 0 … 255, or -1 at the end of input

[[noreturn]] void exit(std::int32_t code) asm("sip_exit");

std::int64_t time_now() asm("sip_time_now");      // ns since boot
std::int64_t time_ticks() asm("sip_time_ticks");  // the processor's raw counter
void time_sleep_until(std::int64_t instant_ns) asm("sip_time_sleep_until");

// The word that whoever created this process gave for the manifest's [arguments] entry `index`.
std::uint64_t start_argument(std::uint32_t index) asm("sip_start_argument");

// -1: this machine has no such port. A port outside the manifest ends the SIP.
std::int64_t port_read(std::uint16_t port, std::uint32_t width_bytes) asm("sip_port_read");
bool port_write(std::uint16_t port, std::uint32_t width_bytes,
                std::uint32_t value) asm("sip_port_write");

// What a SIP begins with: the generated glue defines it, the runtime's entry calls it.
std::int32_t main_entry() asm("sip_main_entry");

}  // namespace sip::prim

namespace sip::detail {

// The key to making what only a manifest grants: a Start object, I/O ports. Checked code of users
// cannot name it, and `{}` does not make one.
struct Grant {
  explicit constexpr Grant() = default;
};

}  // namespace sip::detail
