// seeded: borrow; BD0504
// The SIP looks at an owner through a reference after it was moved.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto block = sip::ExVector<std::uint8_t>::make(64);
  const auto& name = block;
  std::move(block).release();
  sip::log("read {}", name.at(0));
  return 0;
}
