// results of branching calls decide how it goes on
#include <start.hpp>
int by_result(C1::Exp<C1::Start> ep) {
  while (true) {
    bool go_on = std::move(ep).receive().match(
        [&](C1::Request r, C1::Exp<C1::Pending> p) {
          if (r.x > 100) {
            auto end = std::move(p).send(C1::Error{});
            return false;
          }
          ep = std::move(p).send(C1::Reply{.y = r.x});
          return true;
        },
        [](sip::Closed) { return false; });
    if (!go_on) return 1;
  }
}
int in_condition(C1::Imp<C1::Start> ep) {
  if (sip::in_place([&] {
        std::move(ep).close();
        return true;
      })) {
    return 1;
  }
  return ep.id();
}
int two_flags(C1::Imp<C1::Start> ep, bool wanted) {
  bool held = true;
  if (wanted) {
    std::move(ep).close();
    held = false;
  }
  if (held && wanted) return ep.id();
  if (held) std::move(ep).close();
  return 0;
}
enum class Phase { open, closed };
int by_enum(C1::Imp<C1::Start> ep, int n) {
  auto phase = Phase::open;
  for (int i = 0; i < n; ++i) {
    if (phase == Phase::open) {
      std::move(ep).close();
      phase = Phase::closed;
    }
  }
  if (phase != Phase::closed) std::move(ep).close();
  return 0;
}
