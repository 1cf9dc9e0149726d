// Stores to the stack of the SIP in the next window, which checked code cannot; by a test hook.
// Expected: the check in front of the store ends it, and nothing was written.
#include <manifest.hpp>
#include <sip/testing.hpp>

int sip_main(manifest::Start) {
  sip::log("about to store to its neighbour's stack");
  sip::testing::write_neighbour();
  sip::log("NOT CONTAINED");
  return 0;
}
