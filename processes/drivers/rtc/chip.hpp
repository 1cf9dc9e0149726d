// The clock chip of a PC (Motorola MC146818 and its heirs): registers behind an index port and a
// data port, a periodic interrupt. On a machine without it, nothing here waits.
#pragma once
#include <manifest.hpp>

#include "calendar.hpp"

namespace chip {

using Ports = sip::IoPorts<0x70, 0x71>;

inline constexpr std::uint8_t kRegisterA = 0x0a, kRegisterB = 0x0b, kRegisterC = 0x0c;
inline constexpr std::int64_t kUpdating = 0x80;  // register A: digits are about to change
inline constexpr std::uint8_t kRate64 = 0x0a;  // register A: 32768 >> (10 - 1) interrupts a second
inline constexpr std::uint8_t kRateMask = 0x0f;
inline constexpr std::uint8_t kPeriodic = 0x40;  // register B: interrupt at that rate
inline constexpr std::int64_t kBinary = 0x04;    // register B: plain numbers, not BCD
inline constexpr std::int64_t kInterruptsPerSecond = 64;

inline std::int64_t read(const Ports& ports, std::uint8_t index) {
  return ports.write8(0x70, index) ? ports.read8(0x71) : -1;
}

inline void write(const Ports& ports, std::uint8_t index, std::uint8_t value) {
  if (ports.write8(0x70, index)) ports.write8(0x71, value);
}

inline ClockReading read_digits(const Ports& ports) {
  const bool binary = (read(ports, kRegisterB) & kBinary) != 0;
  const auto number = [&](std::uint8_t index) {
    const std::int64_t raw = read(ports, index);
    return binary ? raw : from_bcd(raw);
  };
  return {number(0), number(2), number(4), number(7), number(8), number(9)};
}

// Seconds since 1970; nothing when there is no chip or it makes no sense. Read until two readings
// agree, because the digits change one by one.
inline sip::Optional<std::int64_t> read_time(const Ports& ports) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const std::int64_t state = read(ports, kRegisterA);
    if (state < 0) return {};
    if ((state & kUpdating) != 0) {
      sip::sleep(sip::Duration::milliseconds(1));
      continue;
    }
    const ClockReading first = read_digits(ports);
    if (first == read_digits(ports) && first.is_plausible()) return seconds_since_1970(first);
  }
  return {};
}

inline void start_interrupts(const Ports& ports) {
  const auto rate = static_cast<std::uint8_t>((read(ports, kRegisterA) & ~kRateMask) | kRate64);
  write(ports, kRegisterA, rate);
  write(ports, kRegisterB, static_cast<std::uint8_t>(read(ports, kRegisterB) | kPeriodic));
  (void)read(ports, kRegisterC);  // takes back what is pending
}

inline void stop_interrupts(const Ports& ports) {
  write(ports, kRegisterB, static_cast<std::uint8_t>(read(ports, kRegisterB) & ~kPeriodic));
  (void)read(ports, kRegisterC);
}

}  // namespace chip
