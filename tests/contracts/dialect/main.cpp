// Both sides of features.contract as the dialect allows them: a server that switches in a loop, a
// client that matches, a server of the derived contract that serves as one of the base.
#include <manifest.hpp>

namespace {

using Service = Features::Exp<Features::Ready>;

Service serve_one(Features::Give give, Features::Exp<Features::Busy> busy) {
  auto shape = give.shape.get();
  shape.x += give.urgent ? 1 : 2;
  give.shape.set(shape);
  std::move(give.parcel.points).release();
  std::move(give.parcel.visitor).close();
  std::move(give.maybe)
      .match([](Visit::Exp<Visit::Open> visit) { std::move(visit).close(); }, [](sip::Null) {});
  if (give.colour == Features::Colour::Red) {
    std::move(give.shape).release();
    return std::move(busy).send(Features::Kept{});
  }
  return std::move(busy).send(Features::Taken{.shape = std::move(give.shape), .over = {}});
}

int serve(Service service) {
  int rounds = 0;
  while (true) {
    auto got = std::move(service).receive_until(sip::Instant::now() + sip::Duration::seconds(1));
    switch (got.arrival()) {
      using enum decltype(got)::Arrival;
      case Give: {
        auto [give, busy] = std::move(got).as<Features::Give>();
        service = serve_one(std::move(give), std::move(busy));
        ++rounds;
        break;
      }
      case Done: {
        auto done = std::move(got).as<Features::Done>();
        return rounds;
      }
      case TimedOut:
        service = std::move(got).timed_out();
        break;
      case Closed:
        std::move(got).closed();
        return -rounds;
    }
  }
}

bool give(Features::Imp<Features::Ready> ready) {
  auto visit = Visit::create();
  auto points = sip::ExVector<Features::Point>::make(3);
  points.set(0, {.x = 1, .y = 2, .visible = true});
  auto shape = sip::Ex<Features::Shape>::make(
      {.x = 1, .y = 2, .visible = true, .colour = Features::Colour::Blue});
  auto busy = std::move(ready).send(
      Features::Give{.shape = std::move(shape),
                     .parcel = {.visitor = std::move(visit.imp), .points = std::move(points)},
                     .maybe = std::move(visit.exp),
                     .urgent = true,
                     .colour = Features::Colour::Blue,
                     .weight = 1});
  return std::move(busy).receive().match(
      [](Features::Taken taken, Features::Imp<Features::Ready> again) {
        std::move(taken.shape).release();
        std::move(taken.over).match([](Visit::Imp<Visit::Over>) {}, [](sip::Null) {});
        auto end = std::move(again).send(Features::Done{});
        return true;
      },
      [](Features::Kept, Features::Imp<Features::Ready> again) {
        std::move(again).close();
        return false;
      },
      [](sip::Closed) { return false; });
}

}  // namespace

int sip_main(manifest::Start) {
  auto [imp, exp] = Features::create();
  const bool given = give(std::move(imp));
  auto more = MoreFeatures::create();
  std::move(more.imp).close();
  return serve(std::move(exp)) + serve(std::move(more.exp).as_base()) + (given ? 1 : 0);
}
