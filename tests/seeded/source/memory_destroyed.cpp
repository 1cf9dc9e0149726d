// seeded: memory; BD0108
// The SIP destroys an object by hand; it is destroyed again at the end of its scope.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::Mutex<int> shared(5);
  shared.~Mutex<int>();
  sip::log("still there: {}", shared.get());
  return 0;
}
