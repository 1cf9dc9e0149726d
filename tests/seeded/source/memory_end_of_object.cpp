// seeded: memory; BD0102 BD0110
// The SIP compares and subtracts addresses to find its way to another object.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  std::uint64_t one = 1;
  std::uint64_t two = 2;
  const auto distance = &two - &one;
  (&one)[distance] = 7;
  sip::log("changed {}", two);
  return 0;
}
