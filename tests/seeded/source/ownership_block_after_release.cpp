// seeded: ownership; BD0501
// The SIP reads a block after it was released.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto block = sip::ExVector<std::uint8_t>::make(64);
  std::move(block).release();
  sip::log("read {}", block.at(0));
  return 0;
}
