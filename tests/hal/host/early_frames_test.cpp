// Which RAM is free: without kernel, image and the first MiB, however the loader cuts its ranges.
#include <catch2/catch.hpp>

#include "machine.hpp"
#include "paging/early_frames.hpp"

using namespace hal::x86;

namespace {

constexpr PhysRange kKernel{0x100000, 0x40000};

std::vector<std::pair<std::uint64_t, std::uint64_t>> free_of(const BootFacts& facts) {
  EarlyFrames frames;
  frames.find(facts, kKernel);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> out;
  for (const hal::FrameRange& r : frames.free())
    if (r.count != 0)
      out.emplace_back(std::uint64_t{r.first.number} << 12,
                       std::uint64_t{r.first.number + r.count} << 12);
  std::sort(out.begin(), out.end());
  return out;
}

std::string error_of(const BootFacts& facts) {
  try {
    free_of(facts);
  } catch (const machine::BootStopped& stopped) {
    return std::string(stopped.what()).substr(1, 5);
  }
  return "";
}

}  // namespace

TEST_CASE("free RAM excludes kernel, image and low memory") {
  BootFacts facts;
  facts.add_ram(0, 0xa0000);
  facts.add_ram(0x100000, 0x1000000);
  facts.set_image(0x800100, 0x1000);
  using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  CHECK(free_of(facts) == Ranges{{0x140000, 0x800000}, {0x802000, 0x1100000}});
}

TEST_CASE("overlapping ranges of RAM are free once") {
  BootFacts facts;
  facts.add_ram(0x100000, 0x1000000);
  facts.add_ram(0x200000, 0x100000);
  facts.add_ram(0x1000000, 0x200000);
  std::uint64_t bytes = 0, end = 0;
  for (const auto& [low, high] : free_of(facts)) {
    CHECK(low >= end);
    end = high;
    bytes += high - low;
  }
  CHECK(bytes == 0x1200000 - 0x140000);
}

TEST_CASE("images that lie wrong are refused by number") {
  BootFacts none;
  CHECK(error_of(none) == "H-018");
  BootFacts facts;
  facts.add_ram(0, 0x2000000);
  facts.set_image(0x3000000, 0x1000);
  CHECK(error_of(facts) == "H-019");
  facts.set_image(0x1fff000, 0x1001);
  CHECK(error_of(facts) == "H-019");
  facts.set_image(0x9000, 0x1000);
  CHECK(error_of(facts) == "H-020");
  facts.set_image(0x13ff00, 0x1000);
  CHECK(error_of(facts) == "H-021");
}
