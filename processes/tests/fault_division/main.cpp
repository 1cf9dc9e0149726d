// Divides by zero, in checked code. Expected: the run-time check that the dialect puts there ends
// it, with a report that says so.
#include <manifest.hpp>

namespace {

int divide(int by) {
  return 1000 / by;
}

}  // namespace

int sip_main(manifest::Start) {
  sip::log("about to divide by zero");
  const sip::Line nothing;
  return divide(static_cast<int>(nothing.size()));
}
