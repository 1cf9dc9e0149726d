// The generated endpoints of C1 at run time, over channels that live in this process.
#include <catch2/catch.hpp>

#include "c1.contract.hpp"
#include "channel_double.hpp"

namespace {

/// One round of the server; false when the conversation is over.
bool serve_one(C1::Exp<C1::Start>& service) {
  bool more = true;
  std::move(service).receive().match(
      [&](C1::Request request, C1::Exp<C1::Pending> pending) {
        if (request.x > 100) {
          const auto end = std::move(pending).send(C1::Error{});
          more = false;
        } else {
          service = std::move(pending).send(C1::Reply{.y = request.x * 2});
        }
      },
      [&](sip::Closed) { more = false; });
  return more;
}

}  // namespace

TEST_CASE("C1 runs: replies in a loop, then an error that ends it") {
  channel_double::reset();
  auto [imp, exp] = C1::create();
  for (const int number : {1, 7, 100}) {
    auto pending = std::move(imp).send(C1::Request{.x = number});
    REQUIRE(serve_one(exp));
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> again) {
          CHECK(reply.y == number * 2);
          imp = std::move(again);
        },
        [](C1::Error, C1::Imp<C1::Stopped>) { FAIL("no error yet"); },
        [](sip::Closed) { FAIL("nobody has closed"); });
  }
  auto pending = std::move(imp).send(C1::Request{.x = 101});
  CHECK_FALSE(serve_one(exp));
  const int result = std::move(pending).receive().match(
      [](C1::Reply, C1::Imp<C1::Start> again) {
        std::move(again).close();
        return 0;
      },
      [](C1::Error, C1::Imp<C1::Stopped>) { return 1; }, [](sip::Closed) { return 2; });
  CHECK(result == 1);
  CHECK(channel_double::open_handles() == 0);  // endpoints in a final state close themselves
}

TEST_CASE("an exchange sends, and gives what comes then") {
  channel_double::reset();
  const auto [importer, exporter] = channel_double::connect();
  channel_double::inject(importer, 1, {14, 0, 0, 0, 0, 0, 0, 0});
  C1::Imp<C1::Start> client(sip::detail::Adopt{}, importer);
  const int reply =
      std::move(client)
          .exchange(C1::Request{.x = 7})
          .match(
              [&](C1::Reply answer, C1::Imp<C1::Start> again) {
                std::move(again).close();
                return answer.y;
              },
              [](C1::Error, C1::Imp<C1::Stopped>) { return -1; }, [](sip::Closed) { return -2; });
  CHECK(reply == 14);
  C1::Exp<C1::Start> service(sip::detail::Adopt{}, exporter);
  CHECK(serve_one(service));
}

TEST_CASE("a server exchanges each answer for the next request") {
  channel_double::reset();
  const auto [importer, exporter] = channel_double::connect();
  for (std::uint8_t x = 3; x < 6; ++x)
    channel_double::inject(exporter, 0, {x, 0, 0, 0, 0, 0, 0, 0});
  C1::Exp<C1::Start> service(sip::detail::Adopt{}, exporter);
  auto received = std::move(service).receive();
  bool more = true;
  while (more)
    std::move(received).match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          received = std::move(pending).exchange(C1::Reply{.y = request.x * 2});
        },
        [&](sip::Closed) { more = false; });
  CHECK(channel_double::is_closed(exporter));
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    C1::Imp<C1::Pending> pending(sip::detail::Adopt{}, importer);
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start>) { sum += reply.y; },
        [](C1::Error, C1::Imp<C1::Stopped>) { FAIL("no error was sent"); },
        [](sip::Closed) { FAIL("three answers were sent"); });
  }
  CHECK(sum == 2 * (3 + 4 + 5));
}

TEST_CASE("what has been moved away cannot be looked at again") {
  channel_double::reset();
  const auto [importer, exporter] = channel_double::connect();
  channel_double::inject(exporter, 0, {3, 0, 0, 0, 0, 0, 0, 0});
  C1::Exp<C1::Start> service(sip::detail::Adopt{}, exporter);
  auto received = std::move(service).receive();
  auto moved = std::move(received);
  CHECK_THROWS_AS(std::move(received).as<C1::Request>(), channel_double::Breach);
  CHECK_THROWS_AS(received.arrival(), channel_double::Breach);
  auto [request, pending] = std::move(moved).as<C1::Request>();
  CHECK(request.x == 3);
  std::move(pending).close();
}

TEST_CASE("an exchange checks the condition of what it sends") {
  channel_double::reset();
  auto [imp, exp] = C1::create();
  const volatile int number = -1;
  CHECK_THROWS_AS(std::move(imp).exchange(C1::Request{.x = number}), channel_double::Breach);
  CHECK(std::move(exp).receive_until(1).arrival() == C1::Exp<C1::Start>::TimedArrival::TimedOut);
}

TEST_CASE("a request that breaks its condition never leaves") {
  channel_double::reset();
  for (const int number : {0, -1, -2147483647 - 1}) {
    auto [imp, exp] = C1::create();
    try {
      std::move(imp).send(C1::Request{.x = number}).close();
      FAIL("sent " << number);
    } catch (const channel_double::Breach& breach) {
      CHECK(breach.contract == "C1");
      CHECK(breach.message == "Request");
      CHECK(breach.rule == "x > 0");
    }
    const bool nothing = std::move(exp).receive_until(1).match(
        [](C1::Request, C1::Exp<C1::Pending> pending) {
          std::move(pending).close();
          return false;
        },
        [](sip::TimedOut, C1::Exp<C1::Start> same) {
          std::move(same).close();
          return true;
        },
        [](sip::Closed) { return false; });
    CHECK(nothing);
  }
}

TEST_CASE("the receiver checks the condition again") {
  channel_double::reset();
  const auto [importer, exporter] = channel_double::connect();
  channel_double::inject(exporter, 0, {0, 0, 0, 0, 0, 0, 0, 0});
  C1::Exp<C1::Start> service(sip::detail::Adopt{}, exporter);
  CHECK_THROWS_AS(serve_one(service), channel_double::Breach);
}

TEST_CASE("a message that the state does not allow is no message") {
  channel_double::reset();
  const auto [importer, exporter] = channel_double::connect();
  channel_double::inject(exporter, 1, {0, 0, 0, 0, 0, 0, 0, 0});
  C1::Exp<C1::Start> service(sip::detail::Adopt{}, exporter);
  CHECK_THROWS_AS(serve_one(service), channel_double::Breach);
}

TEST_CASE("Closed closes our end too") {
  channel_double::reset();
  auto [imp, exp] = C1::create();
  std::move(imp).close();
  CHECK_FALSE(serve_one(exp));
  CHECK(channel_double::open_handles() == 0);
}

TEST_CASE("moving empties the source; a final endpoint is closed once") {
  channel_double::reset();
  const auto [first, second] = channel_double::connect();
  {
    C1::Imp<C1::Stopped> stopped(sip::detail::Adopt{}, first);
    C1::Imp<C1::Stopped> moved = std::move(stopped);
    C1::Imp<C1::Stopped> other(sip::detail::Adopt{}, second);
    other = std::move(moved);
    CHECK(channel_double::is_closed(second));
    CHECK_FALSE(channel_double::is_closed(first));
  }
  CHECK(channel_double::is_closed(first));
}

TEST_CASE("a channel beyond the quota ends the process") {
  channel_double::reset();
  channel_double::refuse_new_channels(true);
  CHECK_THROWS_AS(C1::create(), channel_double::Breach);
}
