// answers until the other end closes
#include <start.hpp>
struct Statistics {
  int answered = 0, refused = 0;
};
Statistics serve(StartUp start) {
  Statistics statistics;
  std::move(start.upstream).close();
  auto service = std::move(start.service);
  bool open = true;
  while (open) {
    std::move(service).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          if (request.x > start.limit) {
            ++statistics.refused;
            auto end = std::move(pending).send(C1::Error{});
            open = false;
          } else {
            ++statistics.answered;
            service = std::move(pending).send(C1::Reply{request.x * 2});
          }
        },
        [&](sip::Closed) { open = false; });
  }
  return statistics;
}
