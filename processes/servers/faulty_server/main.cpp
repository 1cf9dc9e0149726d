// A server of C1 with a bug, on purpose: one request makes it divide by zero. The kernel ends it
// there, and its client sees Closed.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          const int ratio = 1000 / (request.x - 13);  // the bug
          service = std::move(pending).send(C1::Reply{.y = ratio});
        },
        [&](sip::Closed) { running = false; });
  }
  return 0;
}
