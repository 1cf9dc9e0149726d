// seeded: shared; BD0601 BD0702
// The SIP changes a static variable from two threads.
#include <manifest.hpp>

int shared = 0;

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto thread = sip::Thread::spawn([] { shared = 2; });
  shared = 3;
  std::move(thread).join();
  sip::log("shared {}", shared);
  return 0;
}
