// seeded: protocol; BD0808
// The SIP makes a channel of a contract that its manifest does not name.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  std::move(start.server).close();
  std::uint64_t importer = 0;
  std::uint64_t exporter = 0;
  sip::prim::channel_create(99, 0, importer, exporter);
  sip::log("made");
  return 0;
}
