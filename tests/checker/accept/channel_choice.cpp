// which of two ends is kept depends on a flag
#include <start.hpp>
C1::Imp<C1::Start> pick(C1::Imp<C1::Start> a, C1::Imp<C1::Start> b, bool first) {
  if (first) {
    std::move(b).close();
    return a;
  }
  std::move(a).close();
  return b;
}
void maybe(C1::Imp<C1::Start> ep, bool keep) {
  C1::Imp<C1::Start> kept;
  if (keep) {
    kept = std::move(ep);
  } else {
    std::move(ep).close();
  }
  if (keep) std::move(kept).close();
}
