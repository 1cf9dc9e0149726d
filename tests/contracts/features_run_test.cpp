// What contracts can say beyond C1, at run time: received values that are none, endpoints that may
// be null, receives to switch on, an exporter of a derived contract as one of the base, blocks.
#include <catch2/catch.hpp>

#include "channel_double.hpp"
#include "morefeatures.contract.hpp"
#include "values.contract.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;

/// a, inner.first, inner.flag, inner.kind (two bytes), b, c, whole, sign: as they lie in Put.
Bytes put_bytes(std::uint8_t a, std::uint8_t flag, std::uint8_t kind, std::uint8_t c,
                std::uint8_t sign) {
  Bytes bytes(sizeof(Values::Put));
  bytes[offsetof(Values::Put, a)] = a;
  bytes[offsetof(Values::Put, inner) + offsetof(Values::Inner, flag)] = flag;
  bytes[offsetof(Values::Put, inner) + offsetof(Values::Inner, kind)] = kind;
  bytes[offsetof(Values::Put, b)] = 0x82;
  bytes[offsetof(Values::Put, c)] = c;
  bytes[offsetof(Values::Put, whole)] = 255;
  bytes[offsetof(Values::Put, sign)] = sign;
  return bytes;
}

/// The rule that the message breaks; empty if it is accepted.
std::string broken_rule(const Bytes& bytes) {
  channel_double::reset();
  const auto [importer, exporter] = channel_double::connect();
  channel_double::inject(exporter, 0, bytes);
  Values::Exp<Values::S> service(sip::detail::Adopt{}, exporter);
  try {
    std::move(service).receive().match(
        [](Values::Put, Values::Exp<Values::S2> next) { std::move(next).close(); },
        [](Values::Stop, Values::Exp<Values::E>) {}, [](sip::Closed) {});
  } catch (const channel_double::Breach& breach) {
    CHECK(breach.contract == "Values");
    CHECK(breach.message == "Put");
    return breach.rule;
  }
  return "";
}

Features::Give gift(Features::Colour colour) {
  auto visit = Visit::create();
  return {
      .shape = sip::Ex<Features::Shape>::make({.x = 4, .y = 5, .visible = true, .colour = colour}),
      .parcel = {.visitor = std::move(visit.imp),
                 .points = sip::ExVector<Features::Point>::make(3)},
      .maybe = std::move(visit.exp),
      .urgent = true,
      .colour = colour,
      .weight = 1};
}

}  // namespace

TEST_CASE("received bools and enums are looked at, also inside structs") {
  CHECK(broken_rule(put_bytes(1, 0, 9, 1, 0xFF)).empty());
  CHECK(broken_rule(put_bytes(0, 1, 1, 0, 0x80)).empty());
  CHECK(broken_rule(put_bytes(2, 0, 9, 1, 0xFF)) == "every bool is 0 or 1");
  CHECK(broken_rule(put_bytes(1, 0x80, 9, 1, 0xFF)) == "every bool is 0 or 1");
  CHECK(broken_rule(put_bytes(1, 0, 9, 0xFF, 0xFF)) == "every bool is 0 or 1");
  CHECK(broken_rule(put_bytes(1, 0, 0, 1, 0xFF)) == "inner.kind is a value of enum Sparse");
  CHECK(broken_rule(put_bytes(1, 0, 3, 1, 0xFF)) == "inner.kind is a value of enum Sparse");
  CHECK(broken_rule(put_bytes(1, 0, 8, 1, 0xFF)) == "inner.kind is a value of enum Sparse");
  CHECK(broken_rule(put_bytes(1, 0, 9, 1, 0)) == "sign is a value of enum Signed");
}

TEST_CASE("a receive to switch on: what has arrived, then it") {
  channel_double::reset();
  auto [imp, exp] = Features::create();
  auto waiting = std::move(exp).receive_until(1);
  REQUIRE(waiting.arrival() == decltype(waiting)::Arrival::TimedOut);
  exp = std::move(waiting).timed_out();
  auto busy = std::move(imp).send(gift(Features::Colour::Blue));
  auto got = std::move(exp).receive();
  REQUIRE(got.arrival() == decltype(got)::Arrival::Give);
  auto [give, next] = std::move(got).as<Features::Give>();
  CHECK(give.colour == Features::Colour::Blue);
  CHECK(give.shape.get().y == 5);
  CHECK(give.parcel.points.size() == 3);
  std::move(busy).close();
  auto ended = std::move(next).send(Features::Kept{}).receive();
  REQUIRE(ended.arrival() == decltype(ended)::Arrival::Closed);
  std::move(ended).closed();
  std::move(give.parcel.visitor).close();
  std::move(give.maybe).close();
  CHECK(channel_double::open_handles() == 0);
}

TEST_CASE("an exchange gives away what its message owns, once") {
  channel_double::reset();
  const auto [importer, exporter] = channel_double::connect();
  channel_double::inject(importer, 3, {});  // Kept
  const std::size_t handles = channel_double::open_handles();
  {
    Features::Imp<Features::Ready> ready(sip::detail::Adopt{}, importer);
    std::move(ready)
        .exchange(gift(Features::Colour::Red))
        .match(
            [](Features::Taken, Features::Imp<Features::Ready>) { FAIL("Kept was sent"); },
            [](Features::Kept, Features::Imp<Features::Ready> again) { std::move(again).close(); },
            [](sip::Closed) { FAIL("nobody has closed"); });
  }
  CHECK(channel_double::live_blocks() == 2);
  CHECK(channel_double::open_handles() == handles + 2 - 1);  // a visit's two ends, and ours closed
}

TEST_CASE("taking another message than the one that has arrived ends the SIP") {
  channel_double::reset();
  auto [imp, exp] = Features::create();
  auto end = std::move(imp).send(Features::Done{});
  auto got = std::move(exp).receive();
  CHECK_THROWS_AS(std::move(got).as<Features::Give>(), channel_double::Breach);
  CHECK_THROWS_AS(std::move(got).closed(), channel_double::Breach);
  auto done = std::move(got).as<Features::Done>();
}

TEST_CASE("an endpoint that may be null says whether it is") {
  channel_double::reset();
  auto [imp, exp] = Visit::create();
  sip::Nullable<Visit::Exp<Visit::Open>> none;
  sip::Nullable<Visit::Exp<Visit::Open>> some(std::move(exp));
  CHECK(none.is_null());
  CHECK_FALSE(some.is_null());
  CHECK(std::move(none).match([](Visit::Exp<Visit::Open>) { return 1; },
                              [](sip::Null) { return 2; }) == 2);
  sip::Nullable<Visit::Exp<Visit::Open>> moved = std::move(some);
  CHECK(some.is_null());
  CHECK(std::move(moved).match(
            [](Visit::Exp<Visit::Open> open) {
              std::move(open).close();
              return 1;
            },
            [](sip::Null) { return 2; }) == 1);
  std::move(imp).close();
  CHECK(channel_double::open_handles() == 0);
}

TEST_CASE("an endpoint in its final state leaves with the message that holds it, open") {
  channel_double::reset();
  const auto [over, other] = channel_double::connect();
  const auto [importer, exporter] = channel_double::connect();
  {
    Features::Exp<Features::Busy> busy(sip::detail::Adopt{}, exporter);
    std::move(busy)
        .send(Features::Taken{.over = Visit::Imp<Visit::Over>(sip::detail::Adopt{}, over)})
        .close();
  }
  CHECK_FALSE(channel_double::is_closed(over));
  Features::Imp<Features::Busy> client(sip::detail::Adopt{}, importer);
  std::move(client).receive().match(
      [](Features::Taken taken, Features::Imp<Features::Ready> ready) {
        CHECK_FALSE(taken.over.is_null());
        std::move(taken.over).close();
        std::move(ready).close();
      },
      [](Features::Kept, Features::Imp<Features::Ready>) { FAIL("not sent"); },
      [](sip::Closed) { FAIL("not yet"); });
  CHECK(channel_double::is_closed(over));
}

TEST_CASE("an exporter of the derived contract serves as one of the base") {
  channel_double::reset();
  auto [imp, exp] = MoreFeatures::create();
  auto waiting = std::move(imp).send(gift(Features::Colour::Red));
  auto as_base = std::move(exp).as_base();
  static_assert(std::is_same_v<decltype(as_base), Features::Exp<Features::Ready>>);
  auto got = std::move(as_base).receive();
  auto [give, busy] = std::move(got).as<Features::Give>();
  std::move(busy).send(Features::Kept{}).close();
  const bool kept = std::move(waiting).receive().match(
      [](Features::Kept, MoreFeatures::Imp<MoreFeatures::Ready> ready) {
        std::move(ready).close();
        return true;
      },
      [](Features::Taken, MoreFeatures::Imp<MoreFeatures::Ready>) { return false; },
      [](MoreFeatures::Later, MoreFeatures::Imp<MoreFeatures::Ready>) { return false; },
      [](sip::Closed) { return false; });
  CHECK(kept);
}

TEST_CASE("blocks and vectors of structs hold what is put into them; a null one is refused") {
  channel_double::reset();
  auto points = sip::ExVector<Features::Point>::make(2);
  points.set(1, {.x = -7, .y = 8, .visible = true});
  CHECK(points[1].x == -7);
  CHECK(points[0].y == 0);
  CHECK_THROWS(points.at(2));
  std::move(points).release();
  CHECK(points.empty());
  sip::Ex<Features::Shape> none;
  CHECK(none.is_null());
  CHECK_THROWS(none.get());
  auto some = sip::Ex<int>::make(42);
  sip::Ex<int> moved = std::move(some);
  CHECK(some.is_null());
  CHECK(moved.get() == 42);
  std::move(moved).release();
}
