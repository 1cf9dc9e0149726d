// seeded: protocol; BD0201 BD0808
// The SIP skips the requirement of a message, by the library's own primitive.
#include <manifest.hpp>

struct Words {
  std::int32_t x;
};

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  Words words{-7};
  sip::prim::channel_send(reinterpret_cast<std::uint64_t&>(start.server), 0, words, 4);
  std::move(start.server).close();
  sip::log("sent");
  return 0;
}
