// Creates processes and looks at how each ends: exit code, panic, stop, and what a suspended one
// does not do. Exit code 0: all as it should be.
#include <manifest.hpp>

namespace {

sip::Line named(sip::StringView text, int number) {
  sip::Line line;
  line.append(text).append(number);
  return line;
}

void expect(bool right, sip::StringView what) {
  if (right) return;
  sip::log("wrong: {}", what);
  sip::exit(1);
}

// One request to a child; -1 when it does not answer.
std::int32_t ask(C1::Imp<C1::Start> client, std::int32_t x) {
  std::int32_t answer = -1;
  auto pending = std::move(client).send(C1::Request{.x = x});
  std::move(pending).receive().match(
      [&](C1::Reply reply, C1::Imp<C1::Start> again) {
        answer = reply.y;
        std::move(again).close();
      },
      [&](C1::Error, C1::Imp<C1::Stopped>) {}, [&](sip::Closed) {});
  return answer;
}

void exit_codes() {
  for (int i = 1; i <= 20; ++i) {
    auto [client, service] = C1::create();
    auto child = sip::Process::create(manifest::creates::child, named("child-", i),
                                      std::move(service), i, -i, false);
    expect(child.exists() && child.start(), "a child could not be started");
    expect(ask(std::move(client), 3) == -3 * i, "a child's answer");
    const sip::ProcessEnd end = child.wait();
    expect(end.kind == sip::EndKind::kExited && end.code == i, "an exit code");
    expect(!child.stop(), "stopping what has ended");
    std::move(child).release();
  }
  sip::log("20 children answered and ended with their codes");
}

void panic_is_told() {
  auto [client, service] = C1::create();
  auto child = sip::Process::create(manifest::creates::child, named("child-", 0),
                                    std::move(service), 0, 0, true);
  expect(child.exists() && child.start(), "a child could not be started");
  const sip::ProcessEnd end = child.wait();
  sip::log("a child's end: {}", end.cause());
  expect(end.kind == sip::EndKind::kPanicked, "a panic");
  expect(ask(std::move(client), 1) == -1, "an answer from the dead");
  std::move(child).release();
}

void stop_and_suspend() {
  auto spinner = sip::Process::create(manifest::creates::spin, named("spin-", 1));
  expect(spinner.exists() && spinner.start(), "the spinner could not be started");
  sip::sleep(sip::Duration::milliseconds(5));
  expect(spinner.suspend() && spinner.resume(), "suspend and resume");
  const auto soon = sip::Instant::now() + sip::Duration::milliseconds(20);
  expect(spinner.wait_until(soon).kind == sip::EndKind::kRunning, "a deadline");
  expect(spinner.stop(), "a stop");
  expect(spinner.wait().kind == sip::EndKind::kStopped, "how a stopped process ended");
  std::move(spinner).release();
  sip::log("a spinning child was suspended, resumed and stopped");
}

// Suspended children answer nothing until they are resumed.
void suspended_answers_later() {
  auto [client, service] = C1::create();
  auto child = sip::Process::create(manifest::creates::child, named("child-", 1),
                                    std::move(service), 0, 5, false);
  expect(child.exists() && child.start() && child.suspend(), "a suspended child");
  auto pending = std::move(client).send(C1::Request{.x = 4});
  sip::sleep(sip::Duration::milliseconds(10));
  expect(child.resume(), "a resumed child");
  std::move(pending).receive().match(
      [&](C1::Reply reply, C1::Imp<C1::Start> again) {
        expect(reply.y == 20, "the answer of a resumed child");
        std::move(again).close();
      },
      [&](C1::Error, C1::Imp<C1::Stopped>) { expect(false, "an Error"); },
      [&](sip::Closed) { expect(false, "a Closed"); });
  expect(child.wait().code == 0, "the end of a resumed child");
  std::move(child).release();
}

// The manifest allows two at one time: the third is refused, and a place is free again later.
void quota() {
  auto [client1, service1] = C1::create();
  auto [client2, service2] = C1::create();
  auto [client3, service3] = C1::create();
  auto one = sip::Process::create(manifest::creates::child, named("child-", 1), std::move(service1),
                                  0, 1, false);
  auto two = sip::Process::create(manifest::creates::child, named("child-", 2), std::move(service2),
                                  0, 1, false);
  auto three = sip::Process::create(manifest::creates::child, named("child-", 3),
                                    std::move(service3), 0, 1, false);
  expect(one.exists() && two.exists() && !three.exists(), "the limit of instances");
  expect(ask(std::move(client3), 1) == -1, "an answer of what was not made");
  std::move(one).release();
  std::move(two).release();
  std::move(three).release();
  std::move(client1).close();
  std::move(client2).close();
  sip::log("the third child was refused: the manifest allows two");
}

}  // namespace

int sip_main(manifest::Start) {
  exit_codes();
  panic_is_told();
  stop_and_suspend();
  suspended_answers_later();
  quota();
  return 0;
}
