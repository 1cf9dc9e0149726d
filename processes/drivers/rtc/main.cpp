// The driver of the PC's clock chip: serves contract Clock. The time is read once and then follows
// the kernel's; an alarm counts the chip's periodic interrupts. Without the chip (hosted), it says
// so.
#include <manifest.hpp>

#include "chip.hpp"

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

struct WallClock {
  bool set = false;
  std::int64_t at_start = 0;  // nanoseconds since 1970 when the system started

  std::int64_t now() const { return at_start + sip::Instant::now().since_boot().in_nanoseconds(); }
};

WallClock read_clock(const chip::Ports& ports) {
  const auto seconds = chip::read_time(ports);
  if (!seconds) {
    sip::log("this machine has no clock chip");
    return {};
  }
  const std::int64_t now = sip::Instant::now().since_boot().in_nanoseconds();
  sip::log("the chip says {} seconds since 1970", seconds.value());
  return {true, seconds.value() * kSecond - now};
}

// Counts interrupts until the time has come. False: they stopped coming.
bool count_interrupts(const chip::Ports& ports, const sip::Interrupt& tick, std::int64_t wanted) {
  bool coming = true;
  chip::start_interrupts(ports);
  for (std::int64_t count = 0; count < wanted && coming; ++count) {
    coming = tick.wait_until(sip::Instant::now() + sip::Duration::seconds(2));
    (void)chip::read(ports, chip::kRegisterC);  // else there is no further one
    tick.acknowledge();
  }
  chip::stop_interrupts(ports);
  return coming;
}

// Until `nanoseconds`, in whole interrupts.
bool wait_for(const chip::Ports& ports, const sip::Interrupt& tick, const WallClock& clock,
              std::int64_t nanoseconds) {
  const std::int64_t left = nanoseconds - clock.now();
  if (left <= 0) return true;
  const std::int64_t wanted = left / kSecond * chip::kInterruptsPerSecond +
                              left % kSecond * chip::kInterruptsPerSecond / kSecond + 1;
  const bool done = count_interrupts(ports, tick, wanted);
  sip::log("alarm after {} interrupts", wanted);
  return done;
}

}  // namespace

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  const chip::Ports ports = start.cmos;
  const sip::Interrupt tick = std::move(start.tick);
  const WallClock clock = read_clock(ports);
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](Clock::GetTime, Clock::Exp<Clock::Ready_GetTime> asked) {
          if (clock.set) {
            const auto uncertainty = static_cast<std::uint64_t>(kSecond);
            service = std::move(asked).send(
                Clock::AckGetTime{.nanoseconds = clock.now(), .uncertainty = uncertainty});
          } else {
            service = std::move(asked).send(Clock::NakGetTime{.error = Clock::ClockError::NotSet});
          }
        },
        [&](Clock::SetTime, Clock::Exp<Clock::Ready_SetTime> asked) {
          service =
              std::move(asked).send(Clock::NakSetTime{.error = Clock::ClockError::NotAllowed});
        },
        [&](Clock::SetAlarm alarm, Clock::Exp<Clock::Armed> armed) {
          const bool able = clock.set && tick.exists();
          if (able && wait_for(ports, tick, clock, alarm.nanoseconds)) {
            service = std::move(armed).send(Clock::Alarm{.nanoseconds = clock.now()});
          } else {
            service = std::move(armed).send(Clock::NakSetAlarm{.error = Clock::ClockError::NotSet});
          }
        },
        [&](Clock::Done, Clock::Exp<Clock::Finished>) { running = false; },
        [&](sip::Closed) { running = false; });
  }
  return 0;
}
