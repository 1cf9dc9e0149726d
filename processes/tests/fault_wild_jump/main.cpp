// Returns to an address that is not code, by a test hook. Expected: the kernel ends it with a
// report of a wild jump.
#include <manifest.hpp>
#include <sip/testing.hpp>

int sip_main(manifest::Start) {
  sip::log("about to jump to an address that is not code");
  sip::testing::wild_jump();
  sip::log("NOT CONTAINED");
  return 0;
}
