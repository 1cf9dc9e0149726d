// one request after the other, until the server hangs up
#include <start.hpp>
int ask_all(C1::Imp<C1::Start> server, int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    bool gone = false;
    std::move(server).send({i}).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> next) {
          sum += reply.y;
          server = std::move(next);
        },
        [&](C1::Error, C1::Imp<C1::Stopped>) { gone = true; }, [&](sip::Closed) { gone = true; });
    if (gone) return sum;
  }
  std::move(server).close();
  return sum;
}
