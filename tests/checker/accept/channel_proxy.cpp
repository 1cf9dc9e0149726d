// passes requests on and answers back
#include <start.hpp>
void relay(C1::Exp<C1::Start> down, C1::Imp<C1::Start> up) {
  bool up_open = true, down_open = true;
  while (up_open && down_open) {
    std::move(down).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          std::move(up).send(request).receive().match(
              [&](C1::Reply reply, C1::Imp<C1::Start> next) {
                up = std::move(next);
                down = std::move(pending).send(reply);
              },
              [&](C1::Error error, C1::Imp<C1::Stopped>) {
                auto end = std::move(pending).send(error);
                up_open = down_open = false;
              },
              [&](sip::Closed) {
                std::move(pending).close();
                up_open = down_open = false;
              });
        },
        [&](sip::Closed) { down_open = false; });
  }
  if (up_open) std::move(up).close();
  if (down_open) std::move(down).close();
}
