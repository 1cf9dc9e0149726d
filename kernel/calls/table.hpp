// The kernel's entries as C++ sees them: every parameter arrives as the 64-bit number that the SIP
// put in its register. One file per call.
#pragma once
#include <cstdint>

namespace kernel::calls {

std::int64_t process_exit(std::uint64_t code);
std::int64_t process_panic(std::uint64_t text, std::uint64_t bytes);
std::int64_t thread_yield();
std::int64_t exchange_allocate(std::uint64_t bytes);
std::int64_t exchange_release(std::uint64_t address);
std::int64_t exchange_size(std::uint64_t address);
std::int64_t channel_create(std::uint64_t contract_id, std::uint64_t state, std::uint64_t handles);
std::int64_t channel_send(std::uint64_t handle, std::uint64_t tag, std::uint64_t message,
                          std::uint64_t bytes);
std::int64_t channel_receive(std::uint64_t handle, std::uint64_t buffer, std::uint64_t capacity,
                             std::uint64_t deadline_ns);
std::int64_t channel_close(std::uint64_t handle);
std::int64_t time_now();
std::int64_t time_sleep_until(std::uint64_t deadline_ns);
std::int64_t io_port_read(std::uint64_t port, std::uint64_t width_bytes);
std::int64_t io_port_write(std::uint64_t port, std::uint64_t width_bytes, std::uint64_t value);
std::int64_t debug_log(std::uint64_t text, std::uint64_t bytes);
std::int64_t console_write(std::uint64_t text, std::uint64_t bytes);
std::int64_t console_read(std::uint64_t buffer, std::uint64_t capacity);

}  // namespace kernel::calls
