// seeded: protocol; BD0201 BD0808
// The SIP sends a message that does not exist.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  std::uint32_t words = 0;
  sip::prim::channel_send(reinterpret_cast<std::uint64_t&>(start.server), 77, words, 4);
  std::move(start.server).close();
  sip::log("sent");
  return 0;
}
