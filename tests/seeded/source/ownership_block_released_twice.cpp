// seeded: ownership; BD0501
// The SIP releases a block twice.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto block = sip::ExVector<std::uint8_t>::make(64);
  std::move(block).release();
  std::move(block).release();
  sip::log("released twice");
  return 0;
}
