// Sends Reply where C1 waits for Request, by a test hook. Expected: the kernel ends this sender
// with a report that names contract, state and message; its peer sees Closed.
#include <manifest.hpp>
#include <sip/testing.hpp>

int sip_main(manifest::Start start) {
  constexpr std::uint32_t kReply = 1;
  constexpr std::uint32_t kReplyBytes = 8;
  sip::log("about to send Reply in state Start");
  sip::testing::raw_send(start.service, kReply, kReplyBytes);
  sip::log("NOT CONTAINED");
  std::move(start.service).close();
  return 0;
}
