// expect BD0501
#include <start.hpp>
int main_sip(StartUp start, bool other) {
  auto ep = std::move(start.service);
  std::move(start.upstream).close();
  bool running = true;
  while (running) {
    std::move(ep).receive().match(
        [&](C1::Request r, C1::Exp<C1::Pending> p) {
          if (r.x > 100) {
            auto end = std::move(p).send(C1::Error{});
            running = other;
          } else {
            ep = std::move(p).send(C1::Reply{.y = r.x});
          }
        },
        [&](sip::Closed) { running = false; });
  }
  return 0;
}
