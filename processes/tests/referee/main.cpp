// Waits until nobody runs any more but it and one other SIP, which never ends: a system whose
// verdict it gives goes on until everybody else has done his work.
#include <manifest.hpp>

namespace {

constexpr std::uint32_t kEnded = 2;  // abi::ProcessInfo

int count_alive() {
  int alive = 0;
  std::uint32_t next = 0;
  for (bool more = true; more;) {
    const auto process = sip::inspect::process_from(next);
    more = process.has_value();
    if (!more) continue;
    if (process.value().state != kEnded) ++alive;
    next = process.value().index + 1;
  }
  return alive;
}

}  // namespace

int sip_main(manifest::Start) {
  while (count_alive() > 2) sip::sleep(sip::Duration::milliseconds(20));
  sip::log("all others have ended");
  return 0;
}
