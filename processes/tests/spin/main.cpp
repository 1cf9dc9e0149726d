// Never stops and never calls the kernel. Expected: everyone else goes on, because threads are
// preempted.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::log("spinning for ever");
  while (true) {
  }
}
