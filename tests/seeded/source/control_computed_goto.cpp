// seeded: control; BD0101 BD0110 BD0707
// The SIP jumps to a label whose address it computed.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  void* place = &&end;
  goto* place;
  sip::log("not skipped");
end:
  sip::log("done");
  return 0;
}
