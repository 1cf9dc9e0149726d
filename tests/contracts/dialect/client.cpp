// A client of Features: gives all kinds of owners away, and expects what it is owed.
#include <manifest.hpp>

namespace {

using Ready = Features::Imp<Features::Ready>;

constexpr std::size_t kPoints = 300;  // of 24 bytes, so that some lie in two pages

sip::ExVector<Features::Point> make_points() {
  auto points = sip::ExVector<Features::Point>::make(kPoints);
  for (std::size_t i = 0; i < points.size(); ++i)
    points.set(i, {.x = static_cast<std::int64_t>(i), .y = 1, .visible = i % 2 == 0});
  return points;
}

Features::Give gift(Features::Colour colour, bool with_host) {
  auto visit = Visit::create();
  sip::Nullable<Visit::Exp<Visit::Open>> host;
  if (with_host) {
    host = std::move(visit.exp);
  } else {
    std::move(visit.exp).close();
    host = sip::Null{};
  }
  return {
      .shape = sip::Ex<Features::Shape>::make({.x = 40, .y = 2, .visible = true, .colour = colour}),
      .parcel = {.visitor = std::move(visit.imp), .points = make_points()},
      .maybe = std::move(host),
      .urgent = with_host,
      .colour = colour,
      .weight = 1};
}

bool is_as_it_should_be(Features::Taken taken) {
  const auto shape = taken.shape.get();
  std::move(taken.shape).release();
  const bool ended =
      std::move(taken.over)
          .match([](Visit::Imp<Visit::Over>) { return true; }, [](sip::Null) { return false; });
  return shape.x == 41 && shape.y == 2 && ended;
}

}  // namespace

int sip_main(manifest::Start start) {
  auto ready = std::move(start.service);
  int taken_well = 0;
  int kept = 0;
  for (int round = 0; round < 4; ++round) {
    const bool blue = round % 2 == 0;
    bool more = true;
    auto gift_of_round = gift(blue ? Features::Colour::Blue : Features::Colour::Red, blue);
    std::move(ready)
        .exchange(std::move(gift_of_round))
        .match(
            [&](Features::Taken taken, Ready again) {
              if (is_as_it_should_be(std::move(taken))) ++taken_well;
              ready = std::move(again);
            },
            [&](Features::Kept, Ready again) {
              ++kept;
              ready = std::move(again);
            },
            [&](sip::Closed) { more = false; });
    if (!more) return 1;
  }
  sip::log("{} came back as they should, {} were kept", taken_well, kept);
  auto end = std::move(ready).send(Features::Done{});
  return taken_well == 2 && kept == 2 ? 0 : 1;
}
