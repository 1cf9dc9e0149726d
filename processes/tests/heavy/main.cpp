// Collects again and again with a large heap, and tells SIP `steady` when: between two questions it
// either computes (1) or collects (2), for equally long. A thread of its own counts what it gets
// done meanwhile: that one does stand still while the collector marks, so it is the control of
// what `steady` measures.
#include <manifest.hpp>

namespace {

constexpr int kComputing = 1, kCollecting = 2, kRounds = 6, kCollections = 5;
constexpr std::uint64_t kNodes = 250'000;

using Asking = C1::Imp<C1::Start>;

struct Node {
  std::uint64_t value = 0;
  sip::Gc<Node> next;
};

// What the thread beside this one has done in each phase, and for how long.
struct Beside {
  sip::Atomic<std::uint64_t> phase{0}, computing{0}, collecting{0};
};

void work_beside(const Beside& counts) {
  std::uint64_t random = 1;
  while (true) {
    const std::uint64_t phase = counts.phase.load();
    if (phase == 3) break;
    for (int i = 0; i < 2000; ++i) random = random * 6364136223846793005 + 1442695040888963407;
    if (phase == kComputing) counts.computing.fetch_add(1 + (random & 1) / 2);
    if (phase == kCollecting) counts.collecting.fetch_add(1 + (random & 1) / 2);
  }
}

sip::Gc<Node> list_of(std::uint64_t length) {
  sip::Gc<Node> first;
  for (std::uint64_t i = 0; i < length; ++i) {
    const auto node = sip::make_gc<Node>();
    node->value = i;
    node->next = first;
    first = node;
  }
  return first;
}

std::uint64_t sum_of(const sip::Gc<Node>& first) {
  std::uint64_t sum = 0;
  for (sip::Gc<Node> at = first; at; at = at->next) sum += at->value;
  return sum;
}

std::uint64_t compute(std::uint64_t ticks) {
  std::uint64_t random = 1;
  for (const std::uint64_t begin = sip::ticks(); sip::ticks() - begin < ticks;) {
    for (int i = 0; i < 2000; ++i) random = random * 6364136223846793005 + 1442695040888963407;
  }
  return random;
}

std::uint64_t collect() {
  const std::uint64_t begin = sip::ticks();
  for (int i = 0; i < kCollections; ++i) sip::collected_live_bytes();
  return sip::ticks() - begin;
}

// Tells the other SIP what begins now; false when it is gone.
bool tell(sip::Cell<Asking>& asking, int phase) {
  auto pending = asking.take().send(C1::Request{.x = phase});
  std::move(pending).receive().match([&](C1::Reply, Asking again) { asking.put(std::move(again)); },
                                     [&](C1::Error, C1::Imp<C1::Stopped>) {}, [&](sip::Closed) {});
  return !asking.empty();
}

}  // namespace

int sip_main(manifest::Start start) {
  sip::Cell<Asking> asking(std::move(start.steady));
  const Beside counts;
  auto beside = sip::Thread::spawn([counts] { work_beside(counts); });
  const auto list = list_of(kNodes);
  bool heard = true;
  for (int round = 0; round < kRounds && heard; ++round) {
    heard = tell(asking, kCollecting);
    counts.phase.store(kCollecting);
    const std::uint64_t ticks = collect();
    if (!heard) break;
    heard = tell(asking, kComputing);
    counts.phase.store(kComputing);
    compute(ticks);
  }
  counts.phase.store(3);
  std::move(beside).join();
  const bool whole = sum_of(list) == kNodes * (kNodes - 1) / 2;
  const std::uint64_t percent = counts.collecting.load() * 100 / (counts.computing.load() + 1);
  sip::log("a thread of this SIP did {} % of its work during collections", percent);
  sip::log("{}", percent < 50 ? sip::StringView("it stood still for them")
                              : sip::StringView("wrong: it was not stopped"));
  if (heard) asking.take().close();  // SIP `steady` ends then, and all with it
  return whole && percent < 50 ? 0 : 1;
}
