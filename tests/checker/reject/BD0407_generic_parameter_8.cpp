// expect BD0407
#include <sip/core.hpp>
template <class F> void each(F f) {
  sip::String text("x");
  f(text);
}
unsigned long f() {
  sip::StringView kept;
  each([&](const auto& text) { kept = text; });
  return kept.size();
}
