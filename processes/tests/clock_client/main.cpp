// Asks a clock for the time and for an alarm, and looks whether the alarm came when it should. A
// clock without a chip is a good answer, too: it must say so. Exit code 0: all as it should be.
#include <manifest.hpp>

namespace {

using Ready = Clock::Imp<Clock::Ready>;

constexpr std::int64_t kYear2020 = 1'577'836'800'000'000'000;
constexpr std::int64_t kAlarmIn = 250'000'000;

// What the clock said.
struct Answer {
  bool good = false;
  std::int64_t nanoseconds = 0;
};

}  // namespace

int sip_main(manifest::Start start) {
  auto clock = std::move(start.clock);
  bool open = true, refused = false;
  Answer time;
  auto asked = std::move(clock).send(Clock::GetTime{});
  std::move(asked).receive().match(
      [&](Clock::AckGetTime reply, Ready again) {
        time = {true, reply.nanoseconds};
        clock = std::move(again);
      },
      [&](Clock::NakGetTime, Ready again) { clock = std::move(again); },
      [&](sip::Closed) { open = false; });
  if (!open) return 1;
  const auto before = sip::Instant::now();
  Answer alarm;
  auto armed = std::move(clock).send(Clock::SetAlarm{.nanoseconds = time.nanoseconds + kAlarmIn});
  std::move(armed).receive().match(
      [&](Clock::Alarm reply, Ready again) {
        alarm = {true, reply.nanoseconds};
        auto finished = std::move(again).send(Clock::Done{});
      },
      [&](Clock::NakSetAlarm, Ready again) {
        refused = true;
        auto finished = std::move(again).send(Clock::Done{});
      },
      [&](sip::Closed) {});
  if (!time.good) {
    sip::log("the clock says that it is not set");
    return refused ? 0 : 1;
  }
  const auto passed = (sip::Instant::now() - before).in_milliseconds();
  sip::log("the time is after 2020: {}; the alarm came: {}, in time: {}",
           time.nanoseconds > kYear2020, alarm.good,
           passed >= 200 && alarm.nanoseconds >= time.nanoseconds + kAlarmIn - 50'000'000);
  return time.nanoseconds > kYear2020 && alarm.good && passed >= 200 ? 0 : 1;
}
