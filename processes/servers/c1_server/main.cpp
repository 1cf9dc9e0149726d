// A server of contract C1: replies to each request with its square, until one is too large. Then it
// answers Error, and the conversation is over.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  int served = 0;
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          if (request.x <= manifest::parameters::largest) {
            ++served;
            service = std::move(pending).send(C1::Reply{.y = request.x * request.x});
          } else {
            sip::log("{} is more than I can square: Error", request.x);
            auto stopped = std::move(pending).send(C1::Error{});
            running = false;
          }
        },
        [&](sip::Closed) {
          sip::log("the client has closed");
          running = false;
        });
  }
  sip::log("served {} requests", served);
  return 0;
}
