// Never stops; its manifest has a watchdog. Expected: the kernel ends it, and says for how long it ran.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::log("spinning for ever");
  while (true) {
  }
}
