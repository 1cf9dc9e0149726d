// seeded: borrow; BD0504
// The SIP the same, where the reference was chosen by a condition.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto one = sip::ExVector<std::uint8_t>::make(64);
  auto two = sip::ExVector<std::uint8_t>::make(64);
  const auto& name = manifest::parameters::amount > 5 ? one : two;
  std::move(one).release();
  sip::log("read {}", name.at(0));
  std::move(two).release();
  return 0;
}
