// seeded: ownership; BD0808
// The SIP stores by the library's own primitive, with an address of its own making.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::prim::exchange_store(0x100000, 1, 0, std::uint64_t{1}, sizeof(std::uint64_t));
  sip::log("stored");
  return 0;
}
