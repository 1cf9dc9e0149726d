// seeded: protocol; BD0201 BD0808
// The SIP receives more than its buffer holds.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto pending = std::move(start.server).send(C1::Request{.x = 1});
  std::uint32_t small = 0;
  sip::prim::channel_receive(reinterpret_cast<std::uint64_t&>(pending), small, 4096,
                             ~std::uint64_t{0});
  std::move(pending).close();
  sip::log("received");
  return 0;
}
