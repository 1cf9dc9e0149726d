// seeded: protocol; BD0201 BD0808
// The SIP sends more than the message has.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  std::uint32_t words = 0;
  sip::prim::channel_send(reinterpret_cast<std::uint64_t&>(start.server), 0, words, 2048);
  std::move(start.server).close();
  sip::log("sent");
  return 0;
}
