// loops, switches, panics, conditions, closures that own
#include <start.hpp>
C1::Imp<C1::Start> make();
int look(const C1::Imp<C1::Start>& ep) { return ep.id(); }
void take(C1::Imp<C1::Start> ep) { std::move(ep).close(); }
void loop(int n) {
  for (int i = 0; i < n; ++i) {
    auto ep = make();
    if (look(ep) > 3) {
      take(std::move(ep));
      continue;
    }
    if (look(ep) == 0) sip::panic("zero");
    std::move(ep).close();
  }
}
int choose(C1::Imp<C1::Start> ep, int n) {
  switch (n) {
    case 1:
      std::move(ep).close();
      return 1;
    case 2:
      take(std::move(ep));
      break;
    default:
      std::move(ep).close();
  }
  return 0;
}
void either(C1::Imp<C1::Start> a, C1::Imp<C1::Start> b, bool x) {
  if (x) {
    take(x ? std::move(a) : make());
    take(std::move(b));
  } else {
    std::move(a).close();
    std::move(b).close();
  }
}
void client(C1::Imp<C1::Start> ep) {
  auto pending = std::move(ep).send(C1::Request{.x = 5});
  std::move(pending).receive().match([](C1::Reply, C1::Imp<C1::Start> again) { std::move(again).close(); },
                                     [](C1::Error, C1::Imp<C1::Stopped> ended) {}, [](sip::Closed) {});
}
void closure(C1::Imp<C1::Start> ep) {
  sip::spawn([held = std::move(ep)]() mutable { std::move(held).close(); });
}
void optional(bool x) {
  sip::Optional<C1::Imp<C1::Start>> maybe(make());
  if (maybe.has_value()) sip::log("full");
  std::move(maybe).take().close();
}
void final_state(C1::Imp<C1::Stopped> ended) {}
void cell(sip::Gc<sip::Cell<C1::Imp<C1::Start>>> shared) {}
template <class T> void generic(T ep) { std::move(ep).close(); }
void instance() { generic(make()); }
