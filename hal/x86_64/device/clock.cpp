// Measures TSC and local timer against the PIT over 10 ms; with QEMU's -icount all three count
// instructions, and the same code works.
// SAFETY: reads counters and programs the PIT, which the kernel grants to no SIP.
#include "device/devices.hpp"

#include "cpu/instructions.hpp"
#include "hal/boot.hpp"
#include "hal/thread.hpp"

namespace hal {
namespace x86 {
namespace {

constexpr std::uint64_t kPitHz = 1'193'182;
constexpr std::uint64_t kNsPerSecond = 1'000'000'000;
constexpr std::uint64_t kMeasurePit = kPitHz / 100;  // 10 ms
constexpr std::uint16_t kPitData = 0x40, kPitCommand = 0x43;

std::uint64_t tsc_at_start;
std::uint64_t ns_per_tsc_32;  // nanoseconds per TSC count, 32.32 fixed point
std::uint64_t timer_counts_per_second;

struct Sample {
  std::uint64_t tsc;
  std::uint32_t timer;
  std::uint16_t pit;
};

constexpr std::uint8_t kLatch = 0x00;  // channel 0

std::uint16_t latched_count() {
  const std::uint8_t low = port_in<std::uint8_t>(kPitData), high = port_in<std::uint8_t>(kPitData);
  return static_cast<std::uint16_t>(high << 8 | low);
}

// All three clocks at one moment: of a few tries the one that took least, so that a host that takes
// the CPU away does not spoil it.
Sample sample() {
  Sample best{};
  std::uint64_t best_duration = ~0ull;
  for (unsigned i = 0; i < 8; ++i) {
    const std::uint64_t before = read_tsc();
    port_out(kPitCommand, kLatch);
    const std::uint32_t timer = timer_count();
    const std::uint64_t after = read_tsc();
    const std::uint16_t pit = latched_count();
    if (after - before >= best_duration) continue;
    best_duration = after - before;
    best = Sample{before + (after - before) / 2, timer, pit};
  }
  return best;
}

std::uint16_t pit_count() {
  port_out(kPitCommand, kLatch);
  return latched_count();
}

}  // namespace

void start_clock() {
  // Channel 0, rate generator, counts 65536 down in 55 ms.
  port_out<std::uint8_t>(kPitCommand, 0x34);
  port_out<std::uint8_t>(kPitData, 0);
  port_out<std::uint8_t>(kPitData, 0);
  timer_free_run();
  const Sample first = sample();
  constexpr std::uint32_t kPatience = 10'000'000;
  std::uint32_t polls = 0;
  while (static_cast<std::uint16_t>(first.pit - pit_count()) < kMeasurePit)
    if (++polls == kPatience) stop("[H-023] the timer (PIT) does not count");
  const Sample last = sample();
  const std::uint64_t pit = static_cast<std::uint16_t>(first.pit - last.pit);
  const std::uint64_t tsc = last.tsc - first.tsc;
  if (tsc == 0 || first.timer == last.timer)
    stop("[H-024] the time-stamp counter or the APIC timer does not count");
  const std::uint64_t ns = pit * kNsPerSecond / kPitHz;
  ns_per_tsc_32 = (ns << 32) / tsc;
  timer_counts_per_second = std::uint64_t{first.timer - last.timer} * kPitHz / pit;
  tsc_at_start = first.tsc;
}

void wait_ns(std::uint64_t ns) {
  const std::uint64_t end = now_ns() + ns;
  while (now_ns() < end) asm volatile("pause");
}

}  // namespace x86

std::uint64_t now_ns() {
  const auto product =
      static_cast<unsigned __int128>(x86::read_tsc() - x86::tsc_at_start) * x86::ns_per_tsc_32;
  return static_cast<std::uint64_t>(product >> 32);
}

std::uint64_t tick_counter() {
  return x86::read_tsc();
}

void start_ticks(std::uint64_t period_ns) {
  constexpr std::uint64_t kLongest = 10 * x86::kNsPerSecond;
  constexpr std::uint64_t kLeast = 100;  // a tick must leave time for something else
  const std::uint64_t period = period_ns < kLongest ? period_ns : kLongest;
  const std::uint64_t counts =
      period * (x86::timer_counts_per_second / 1000) / (x86::kNsPerSecond / 1000);
  x86::timer_periodic(static_cast<std::uint32_t>(counts < kLeast        ? kLeast
                                                 : counts > 0xffff'ffff ? 0xffff'ffff
                                                                        : counts));
}

}  // namespace hal
