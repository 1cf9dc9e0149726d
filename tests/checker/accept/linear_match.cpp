// what servers and clients really write around match
#include <start.hpp>
C1::Imp<C1::Start> fresh();
void bindings_captured(bool x) {
  auto [imp, exp] = C1::create();
  std::move(imp).close();
  sip::either(x, [&exp] { std::move(exp).close(); }, [&] { std::move(exp).close(); });
}
C1::Imp<C1::Start> result(C1::Imp<C1::Pending> p) {
  auto next = std::move(p).receive().match([](C1::Reply, C1::Imp<C1::Start> again) { return again; },
                                           [](C1::Error, C1::Imp<C1::Stopped>) { return fresh(); },
                                           [](sip::Closed) { return fresh(); });
  return next;
}
int code(C1::Imp<C1::Start> ep) {
  auto pending = std::move(ep).send(C1::Request{.x = 1});
  int sum = 0;
  const int code = std::move(pending).receive().match(
      [&](C1::Reply r, C1::Imp<C1::Start> again) {
        sum += r.y;
        std::move(again).close();
        return 0;
      },
      [](C1::Error, C1::Imp<C1::Stopped>) { return 1; }, [](sip::Closed) { return 2; });
  if (code != 0) return code;
  return sum;
}
int client_loop(C1::Imp<C1::Start> start) {
  auto server = std::move(start);
  for (int x = 1; x <= 3; ++x) {
    bool right = false;
    auto pending = std::move(server).send(C1::Request{.x = x});
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> again) {
          if (reply.y == x * x) {
            server = std::move(again);
            right = true;
          } else {
            std::move(again).close();
          }
        },
        [&](C1::Error, C1::Imp<C1::Stopped>) {}, [&](sip::Closed) {});
    if (!right) return 1;
  }
  std::move(server).close();
  return 0;
}
enum class Outcome { again, stop, failed };
int outcome(C1::Exp<C1::Start> ep) {
  auto next = Outcome::again;
  while (next == Outcome::again) {
    std::move(ep).receive().match(
        [&](C1::Request r, C1::Exp<C1::Pending> p) {
          if (r.x == 0) {
            auto ended = std::move(p).send(C1::Error{});
            next = Outcome::failed;
            return;
          }
          ep = std::move(p).send(C1::Reply{.y = r.x});
        },
        [&](sip::Closed) { next = Outcome::stop; });
  }
  return next == Outcome::failed ? 1 : 0;
}
void nested(C1::Imp<C1::Start> a, C1::Exp<C1::Start> b) {
  auto pending = std::move(a).send(C1::Request{});
  std::move(b).receive().match(
      [&](C1::Request, C1::Exp<C1::Pending> p) {
        auto served = std::move(p).send(C1::Reply{});
        std::move(pending).receive().match(
            [&](C1::Reply, C1::Imp<C1::Start> again) {
              std::move(again).close();
              std::move(served).close();
            },
            [&](C1::Error, C1::Imp<C1::Stopped>) { std::move(served).close(); },
            [&](sip::Closed) { std::move(served).close(); });
      },
      [&](sip::Closed) { std::move(pending).close(); });
}
struct Connection {
  C1::Imp<C1::Start> ep;
  int sent = 0;
  void finish() && { std::move(ep).close(); }
  void stop() && {
    if (sent > 0) {
      std::move(*this).finish();
      return;
    }
    std::move(ep).close();
  }
  Connection with(int n) && { return Connection{.ep = std::move(ep), .sent = sent + n}; }
};
void connection(C1::Imp<C1::Start> ep) {
  Connection c{.ep = std::move(ep)};
  auto d = std::move(c).with(3);
  std::move(d).stop();
}
void goto_out(C1::Imp<C1::Start> ep, int n) {
  if (n > 3) goto end;
  if (n > 5) goto end;
end:
  std::move(ep).close();
}
template <class T> void each(T first, T second) {
  std::move(first).close();
  std::move(second).close();
}
void pair(std::pair<C1::Imp<C1::Start>, int> p) {
  std::move(p.first).close();
  auto other = std::pair<C1::Imp<C1::Start>, int>{fresh(), 1};
  each(std::move(other.first), fresh());
}
