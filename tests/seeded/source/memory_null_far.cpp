// seeded: memory; BD0101 BD0105 BD0109 BD0110
// The SIP stores far from address 0, through a member of a large object.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  struct Large {
    char space[64 << 20];
    int last;
  };
  Large* nowhere = nullptr;
  nowhere->last = 1;
  sip::log("stored");
  return 0;
}
