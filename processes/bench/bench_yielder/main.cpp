// One of many SIPs that are always ready to run: yields for ever, so that a yield of another goes
// round all of them.
#include <manifest.hpp>

#include <sip/thread.hpp>

int sip_main(manifest::Start) {
  while (true) sip::this_thread::yield();
}
