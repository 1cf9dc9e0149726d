// The client of a server that dies: gets its replies, sends what kills the server, sees Closed, and
// goes on as if nothing were the matter.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  auto server = std::move(start.server);
  bool open = true;
  for (int x = 10; open; ++x) {
    auto pending = std::move(server).send(C1::Request{.x = x});
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> again) {
          sip::log("Request {} -> Reply {}", x, reply.y);
          server = std::move(again);
        },
        [&](C1::Error, C1::Imp<C1::Stopped>) { open = false; },
        [&](sip::Closed) {
          sip::log("Request {} -> peer closed; I go on", x);
          open = false;
        });
  }
  for (int step = 1; step <= 3; ++step) {
    sip::sleep(sip::Duration::milliseconds(2));
    sip::log("still working, step {}", step);
  }
  return 0;
}
