// Works on while SIP `heavy` collects: how much it gets done during those collections, compared
// with times in which `heavy` only computes. Exit code 0: at least half as much for the same time.
#include <manifest.hpp>

namespace {

constexpr std::size_t kPhases = 4;  // 0 before the first question, 1 computing, 2 collecting

struct Phase {
  std::uint64_t units = 0, ticks = 0;
};

std::uint64_t unit_of_work(std::uint64_t random) {
  for (int i = 0; i < 2000; ++i) random = random * 6364136223846793005 + 1442695040888963407;
  return random;
}

}  // namespace

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  sip::Array<Phase, kPhases> phases;
  std::size_t phase = 0;
  std::uint64_t begin = sip::ticks(), random = 1;
  bool open = true;
  while (open) {
    std::move(service)
        .receive_until(sip::Deadline(0))
        .match(
            [&](C1::Request request, C1::Exp<C1::Pending> pending) {
              const std::uint64_t now = sip::ticks();
              phases[phase].ticks += now - begin;
              begin = now;
              phase = static_cast<std::size_t>(request.x) % kPhases;
              service = std::move(pending).send(C1::Reply{.y = request.x});
            },
            [&](sip::Closed) { open = false; },
            [&](sip::TimedOut, C1::Exp<C1::Start> again) {
              random = unit_of_work(random);
              ++phases[phase].units;
              service = std::move(again);
            });
  }
  phases[phase].ticks += sip::ticks() - begin;
  const Phase computing = phases[1], collecting = phases[2];
  sip::log("{} units while heavy computed, {} while it collected", computing.units,
           collecting.units);
  if (computing.units < 20 || collecting.ticks == 0 || random == 0) {
    sip::log("wrong: too little to compare");
    return 1;
  }
  const std::uint64_t percent = collecting.units * 100 / computing.units *
                                (computing.ticks / 1000) / (collecting.ticks / 1000 + 1);
  sip::log("during collections of another SIP it did {} % of its work", percent);
  return percent >= 50 ? 0 : 1;
}
