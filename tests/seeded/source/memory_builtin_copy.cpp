// seeded: memory; BD0102 BD0110 BD0705
// The SIP copies more than there is.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  std::uint64_t from = 1;
  std::uint64_t to = 2;
  __builtin_memcpy(&to, &from, 100000);
  sip::log("copied {}", to);
  return 0;
}
