// select over endpoints, events and deadlines; a set of endpoints that one thread serves; a frozen
// block that two threads read. Exit code 0: all as it should be.
#include <manifest.hpp>

namespace {

void expect(bool right, sip::StringView what) {
  if (right) return;
  sip::log("wrong: {}", what);
  sip::exit(1);
}

using Client = C1::Imp<C1::Start>;
using Service = C1::Exp<C1::Start>;

// A client's whole life: asks `rounds` times, and closes.
int ask(Client client, int rounds) {
  int sum = 0;
  bool open = true;
  for (int i = 1; i <= rounds && open; ++i) {
    auto pending = std::move(client).send(C1::Request{.x = i});
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> again) {
          sum += reply.y;
          client = std::move(again);
        },
        [&](C1::Error, C1::Imp<C1::Stopped>) { open = false; }, [&](sip::Closed) { open = false; });
  }
  if (open) std::move(client).close();
  return sum;
}

// Serves two clients and an event at once, until both have closed and the event has come.
void select_from_many() {
  auto [first_client, first] = C1::create();
  auto [second_client, second] = C1::create();
  const auto bell = sip::Event::single();
  auto one =
      sip::Thread::spawn([end = std::move(first_client)]() mutable { ask(std::move(end), 20); });
  auto two = sip::Thread::spawn([end = std::move(second_client), bell]() mutable {
    ask(std::move(end), 10);
    bell.signal();
  });
  int replies = 0, closed = 0, rung = 0;
  auto left = std::move(first);
  auto right = std::move(second);
  bool left_open = true, right_open = true;
  while (left_open && right_open) {
    sip::select(left, right, bell)
        .match(
            [&] {
              std::move(left).receive().match(
                  [&](C1::Request request, C1::Exp<C1::Pending> pending) {
                    left = std::move(pending).send(C1::Reply{.y = request.x});
                    ++replies;
                  },
                  [&](sip::Closed) { left_open = false; });
            },
            [&] {
              std::move(right).receive().match(
                  [&](C1::Request request, C1::Exp<C1::Pending> pending) {
                    right = std::move(pending).send(C1::Reply{.y = request.x});
                    ++replies;
                  },
                  [&](sip::Closed) { right_open = false; });
            },
            [&] { ++rung; });
  }
  closed += left_open ? 0 : 1;
  closed += right_open ? 0 : 1;
  if (left_open) std::move(left).close();
  if (right_open) std::move(right).close();
  std::move(one).join();
  std::move(two).join();
  expect(replies >= 10 && closed == 1 && rung <= 1, "select");
  sip::log("select served two clients");
}

void deadlines() {
  auto [client, service] = C1::create();
  const auto soon = sip::Instant::now() + sip::Duration::milliseconds(10);
  int late = 0;
  sip::select_until(soon, client, service).match([] {}, [] {}, [&] { ++late; });
  expect(late == 1 && sip::Instant::now() >= soon, "select with a deadline");
  std::move(client).close();
  int ready = 0;
  sip::select(service).match([&] { ++ready; });
  expect(ready == 1, "select of a closed channel");
  std::move(service).close();
}

// One thread serves kMany channels that kThreads others ask over, each its own.
constexpr std::uint32_t kMany = 60;

void set_of_many() {
  sip::EndpointSet<Service> services(kMany);
  sip::Thread asking = sip::Thread::spawn([] {});
  std::move(asking).join();
  int replies = 0;
  for (std::uint32_t round = 0; round < 3; ++round) {
    // Fill it up with channels whose clients have asked already, in one round after the other.
    for (std::uint32_t i = 0; i < kMany; ++i) {
      auto [client, service] = C1::create();
      auto pending = std::move(client).send(C1::Request{.x = static_cast<int>(i + 1)});
      std::move(pending).close();
      services.add(std::move(service));
    }
    while (services.size() > 0) {
      auto service = services.take();
      std::move(service).receive().match(
          [&](C1::Request request, C1::Exp<C1::Pending> pending) {
            services.add(std::move(pending).send(C1::Reply{.y = request.x}));
            ++replies;
          },
          [](sip::Closed) {});
    }
  }
  int late = 0;
  auto [client, idle] = C1::create();
  services.add(std::move(idle));
  services.take_until(
      sip::Instant::now() + sip::Duration::milliseconds(5),
      [](Service ready) { std::move(ready).close(); }, [&] { ++late; });
  std::move(services).close();
  std::move(client).close();
  expect(replies == 3 * kMany && late == 1, "an endpoint set");
  sip::log("a set of {} endpoints gave out {} requests", kMany, replies);
}

std::uint64_t sum_of(const sip::Frozen<std::uint32_t>& words) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < words.size(); ++i) sum += words[i];
  return sum;
}

void frozen_for_all() {
  auto words = sip::ExVector<std::uint32_t>::make(2000);
  for (std::size_t i = 0; i < words.size(); ++i) words.set(i, static_cast<std::uint32_t>(i));
  auto frozen = sip::Frozen<std::uint32_t>::freeze(std::move(words));
  auto share = frozen.share();
  expect(!frozen.empty() && !share.empty(), "freezing");
  const sip::Atomic<std::uint64_t> total;
  auto reader = sip::Thread::spawn([mine = std::move(share), total]() mutable {
    total.fetch_add(sum_of(mine));
    std::move(mine).release();
  });
  const std::uint64_t sum = sum_of(frozen);
  std::move(frozen).release();
  std::move(reader).join();
  expect(sum == 1'999'000 && total.load() == sum, "a frozen block");
  sip::log("two threads read one frozen block: {}", total.load());
}

}  // namespace

int sip_main(manifest::Start) {
  select_from_many();
  deadlines();
  set_of_many();
  frozen_for_all();
  return 0;
}
