// One send and one receive, whose machine code the test counts. Nothing else may be in here.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  auto pending = std::move(start.server).send(C1::Request{.x = 5});
  return std::move(pending).receive().match(
      [](C1::Reply reply, C1::Imp<C1::Start> again) {
        std::move(again).close();
        return reply.y;
      },
      [](C1::Error, C1::Imp<C1::Stopped>) { return -1; }, [](sip::Closed) { return -2; });
}
