// Never stops; its manifest has a share of the CPU. Expected: everyone else goes on as if it were
// not there.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::log("spinning for ever");
  while (true) {
  }
}
