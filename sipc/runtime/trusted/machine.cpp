// Time and I/O ports: each one kernel call, which checks that the manifest grants it.
#include "abi/errors.hpp"
#include "kernel_calls.hpp"

// SAFETY: scalars only; the kernel checks ports and instants against what the SIP may do.
extern "C" {

std::int64_t sip_time_now() {
  return sipk_time_now();
}

std::int64_t sip_time_ticks() {
  return sipk_time_ticks();
}

void sip_time_sleep_until(std::int64_t instant_ns) {
  sipk_time_sleep_until(instant_ns < 0 ? 0 : static_cast<std::uint64_t>(instant_ns));
}

std::int64_t sip_port_read(std::uint16_t port, std::uint32_t width_bytes) {
  const std::int64_t value = sipk_io_port_read(port, width_bytes);
  return value < 0 ? -1 : value;
}

bool sip_port_write(std::uint16_t port, std::uint32_t width_bytes, std::uint32_t value) {
  return sipk_io_port_write(port, width_bytes, value) == abi::kOk;
}

}  // extern "C"
