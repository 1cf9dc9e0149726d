// seeded: memory; BD0102 BD0110 BD0705
// The SIP fills more than there is.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  std::uint64_t to = 2;
  __builtin_memset(&to, 0x41, 400000);
  sip::log("filled {}", to);
  return 0;
}
