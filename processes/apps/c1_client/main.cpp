// A client of contract C1: asks for some squares, then for one that is too large, and expects
// exactly what the contract promises.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  auto server = std::move(start.server);
  for (int x = 1; x <= manifest::parameters::rounds; ++x) {
    bool right = false;
    auto pending = std::move(server).send(C1::Request{.x = x});
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> again) {
          sip::log("Request {} -> Reply {}", x, reply.y);
          if (reply.y == x * x) {
            server = std::move(again);
            right = true;
          } else {
            std::move(again).close();
          }
        },
        [&](C1::Error, C1::Imp<C1::Stopped>) { sip::log("Request {} -> Error, unexpected", x); },
        [&](sip::Closed) { sip::log("Request {} -> Closed, unexpected", x); });
    if (!right) return 1;
  }

  bool stopped = false;
  auto pending = std::move(server).send(C1::Request{.x = manifest::parameters::too_large});
  std::move(pending).receive().match(
      [&](C1::Reply reply, C1::Imp<C1::Start> again) {
        sip::log("the last request -> Reply {}, unexpected", reply.y);
        std::move(again).close();
      },
      [&](C1::Error, C1::Imp<C1::Stopped>) {
        sip::log("the last request -> Error; the conversation is over");
        stopped = true;
      },
      [&](sip::Closed) { sip::log("the last request -> Closed, unexpected"); });
  return stopped ? 0 : 1;
}
