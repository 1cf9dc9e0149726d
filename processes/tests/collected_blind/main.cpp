// The control of collected_threads: a collector that does not look at the other threads' stacks
// must lose what only they lead to; if it does not, that test shows nothing. Exit code 0: it did.
#include <sip/testing.hpp>

#include "../collected_threads/lists.hpp"

int sip_main(manifest::Start) {
  sip::testing::ignore_other_stacks();
  const std::uint64_t lost = lists::churn_in_threads();
  if (lost > 0) sip::log("without their stacks, threads lost some lists");
  return lost > 0 ? 0 : 1;
}
