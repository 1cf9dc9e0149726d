// seeded: ownership; BD0501
// The SIP writes to a block after it was sent.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  auto block = sip::ExVector<std::uint8_t>::make(64);
  auto waiting = std::move(start.bulk).send(Bulk::Fill{.block = std::move(block)});
  block.set(0, 1);
  std::move(waiting).close();
  std::move(block).release();
  sip::log("written");
  return 0;
}
