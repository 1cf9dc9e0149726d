// Stores to the kernel's owner map, which checked code cannot; by a test hook. Expected: the
// check in front of the store ends it, and nothing was written.
#include <manifest.hpp>
#include <sip/testing.hpp>

int sip_main(manifest::Start) {
  sip::log("about to store to the owner map");
  sip::testing::write_foreign();
  sip::log("NOT CONTAINED");
  return 0;
}
