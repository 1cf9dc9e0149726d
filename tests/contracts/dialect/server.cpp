// A server of Features that switches in a loop, looks at all that it is given, and gives some back;
// and, with itself, a server of the derived contract that serves as one of the base.
#include <manifest.hpp>

namespace {

using Service = Features::Exp<Features::Ready>;
using Done = Visit::Imp<Visit::Over>;

std::int64_t sum_of(const sip::ExVector<Features::Point>& points) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].visible) sum += points[i].x + points[i].y;
  return sum;
}

/// Has the visitor ask whom it came with, or closes it if it came alone.
sip::Nullable<Done> visit(Visit::Imp<Visit::Open> visitor,
                          sip::Nullable<Visit::Exp<Visit::Open>> host) {
  if (host.is_null()) {
    std::move(host).close();
    std::move(visitor).close();
    return {};
  }
  auto asked = std::move(visitor).send(Visit::Ask{.x = 6});
  std::move(host).match(
      [](Visit::Exp<Visit::Open> open) {
        std::move(open).receive().match(
            [](Visit::Ask ask, Visit::Exp<Visit::Open_Ask> answering) {
              auto over = std::move(answering).send(Visit::Answer{.y = ask.x * 7});
            },
            [](sip::Closed) {});
      },
      [](sip::Null) {});
  return std::move(asked).receive().match(
      [](Visit::Answer answer, Done over) {
        sip::log("the visit's answer is {}", answer.y);
        return sip::Nullable<Done>(std::move(over));
      },
      [](sip::Closed) { return sip::Nullable<Done>(); });
}

Service serve_one(Features::Give give, Features::Exp<Features::Busy> busy) {
  sip::log("{} points, sum {}", give.parcel.points.size(), sum_of(give.parcel.points));
  std::move(give.parcel.points).release();
  auto shape = give.shape.get();
  shape.x += give.urgent ? 1 : 2;
  give.shape.set(shape);
  auto over = visit(std::move(give.parcel.visitor), std::move(give.maybe));
  if (give.colour == Features::Colour::Red) {
    std::move(give.shape).release();
    std::move(over).close();
    return std::move(busy).send(Features::Kept{});
  }
  return std::move(busy).send(
      Features::Taken{.shape = std::move(give.shape), .over = std::move(over)});
}

int serve(Service service) {
  int rounds = 0;
  while (true) {
    auto got = std::move(service).receive_until(sip::Instant::now() + sip::Duration::seconds(20));
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
        return -1;
    }
  }
}

/// An exporter of the derived contract does all that the base's protocol asks for.
int serve_derived() {
  auto [imp, exp] = MoreFeatures::create();
  auto end = std::move(imp).send(Features::Done{});
  return serve(std::move(exp).as_base());
}

}  // namespace

int sip_main(manifest::Start start) {
  sip::log("as one of the base: {} gifts", serve_derived());
  return serve(std::move(start.service)) == 4 ? 0 : 1;
}
