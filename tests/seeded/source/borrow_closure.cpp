// seeded: borrow; BD0504
// The SIP looks at an owner in a closure after it was moved.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto block = sip::ExVector<std::uint8_t>::make(64);
  auto look = [&] { return block.at(0); };
  std::move(block).release();
  sip::log("read {}", look());
  return 0;
}
