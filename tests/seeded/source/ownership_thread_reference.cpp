// seeded: ownership; BD0603
// The SIP gives a thread a reference to a local variable.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int shared = 1;
  auto thread = sip::Thread::spawn([&shared] { shared = 2; });
  shared = 3;
  std::move(thread).join();
  sip::log("shared {}", shared);
  return 0;
}
