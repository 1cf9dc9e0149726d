// Stores to a return address of its own, by a pointer, which checked code cannot; by a test hook.
// Expected: the check in front of the store ends it, because no SIP owns a call stack.
#include <manifest.hpp>
#include <sip/testing.hpp>

int sip_main(manifest::Start) {
  sip::log("about to store to a return address");
  sip::testing::write_return_address();
  sip::log("NOT CONTAINED");
  return 0;
}
