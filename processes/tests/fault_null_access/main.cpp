// Stores to address 0, which checked code cannot; by a test hook. Expected: the kernel ends it with
// a report of a null access.
#include <manifest.hpp>
#include <sip/testing.hpp>

int sip_main(manifest::Start) {
  sip::log("about to store to address 0");
  sip::testing::null_access();
  sip::log("NOT CONTAINED");
  return 0;
}
