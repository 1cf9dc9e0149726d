// libFuzzer target: sequences of kernel calls of several misbehaving SIPs. See README.md.
#include <cstddef>

#include "campaign.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kMostCalls = 5000, kCheckEvery = 37;
  fuzz::Campaign campaign{
      .source = fuzz::Source(std::span(data, size)), .calls_left = kMostCalls, .hostile_in = 60};
  fuzz::run(campaign, kCheckEvery);
  return 0;
}
