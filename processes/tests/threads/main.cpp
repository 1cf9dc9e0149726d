// Threads, mutexes, events, timers and atomics of one SIP, each against a figure that only comes
// out right when they work. Exit code 0: all did.
#include <manifest.hpp>

namespace {

struct Totals {
  std::uint64_t first = 0, second = 0;
};

void expect(bool right, sip::StringView what) {
  if (!right) {
    sip::Line line;
    line.append(what);
    sip::log("wrong: {}", line);
    sip::exit(1);
  }
}

constexpr int kRounds = 500;

// Two words that must change together: a lost lock shows as a difference.
void count(const sip::Mutex<Totals>& totals, const sip::Atomic<std::uint64_t>& seen) {
  for (int i = 0; i < kRounds; ++i) {
    totals.lock([](Totals& value) {
      const std::uint64_t before = value.first;
      sip::this_thread::yield();
      value.first = before + 1;
      value.second += 2;
    });
    seen.fetch_add(1);
  }
}

void counting() {
  const sip::Mutex<Totals> totals;
  const sip::Atomic<std::uint64_t> seen;
  auto one = sip::Thread::spawn([totals, seen] { count(totals, seen); });
  auto two = sip::Thread::spawn([totals, seen] { count(totals, seen); });
  auto three = sip::Thread::spawn([totals, seen] { count(totals, seen); });
  std::move(one).join();
  std::move(two).join();
  std::move(three).join();
  const Totals sum = totals.get();
  sip::log("three threads counted {} and {}, {} without a lock", sum.first, sum.second,
           seen.load());
  expect(sum.first == 3 * kRounds && sum.second == 6 * kRounds && seen.load() == 3 * kRounds,
         "a count");
}

// A ball goes to and fro between two threads.
void ping_pong() {
  const auto ping = sip::Event::single();
  const auto pong = sip::Event::single();
  const sip::Mutex<int> ball(0);
  auto partner = sip::Thread::spawn([ping, pong, ball] {
    for (int i = 0; i < 100; ++i) {
      ping.wait();
      ball.lock([](int& value) { value = value * 2; });
      pong.signal();
    }
  });
  int right = 0;
  for (int i = 1; i <= 100; ++i) {
    ball.set(i);
    ping.signal();
    pong.wait();
    right += ball.get() == 2 * i ? 1 : 0;
  }
  std::move(partner).join();
  sip::log("the ball came back {} times", right);
  expect(right == 100, "an event");
}

void timing() {
  const auto never = sip::Event::lasting();
  const auto before = sip::Instant::now();
  expect(!never.wait_until(before + sip::Duration::milliseconds(20)), "a deadline");
  const sip::Timer timer;
  timer.start_every(sip::Duration::milliseconds(5));
  for (int i = 0; i < 4; ++i) timer.wait();
  timer.stop();
  expect(!timer.wait_until(sip::Instant::now() + sip::Duration::milliseconds(20)),
         "a stopped timer");
  const auto passed = sip::Instant::now() - before;
  const std::uint64_t ticks = sip::ticks();
  expect(passed >= sip::Duration::milliseconds(60) && sip::ticks() >= ticks, "the time");
  sip::log("four periods and two deadlines passed");
}

// A thread may own an endpoint: it serves the other end until it is closed.
void serve(C1::Exp<C1::Start> service) {
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          service = std::move(pending).send(C1::Reply{.y = request.x + 1});
        },
        [&](sip::Closed) { running = false; });
  }
}

void serving() {
  auto [client, service] = C1::create();
  auto server_end = std::move(service);
  auto server =
      sip::Thread::spawn([end = std::move(server_end)]() mutable { serve(std::move(end)); });
  int sum = 0;
  auto asking = std::move(client);
  bool open = true;
  for (int i = 1; i <= 10 && open; ++i) {
    auto pending = std::move(asking).send(C1::Request{.x = i});
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> again) {
          sum += reply.y;
          asking = std::move(again);
        },
        [&](C1::Error, C1::Imp<C1::Stopped>) { open = false; }, [&](sip::Closed) { open = false; });
  }
  if (open) std::move(asking).close();
  std::move(server).join();
  sip::log("a thread answered: {}", sum);
  expect(sum == 65, "a server thread");
}

// One after the other, more than there are stacks and pieces of memory for at one time.
void coming_and_going() {
  const sip::Atomic<int> ran;
  for (int i = 0; i < 200; ++i) {
    auto thread = sip::Thread::spawn([ran, i] { ran.fetch_add(i % 2 == 0 ? 1 : 2); });
    std::move(thread).join();
  }
  sip::log("200 threads came and went");
  expect(ran.load() == 300, "a short thread");
}

}  // namespace

int sip_main(manifest::Start) {
  counting();
  ping_pong();
  timing();
  serving();
  coming_and_going();
  return 0;
}
