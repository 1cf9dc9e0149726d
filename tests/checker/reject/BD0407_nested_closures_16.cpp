// expect BD0407
#include <sip/core.hpp>
unsigned long f() {
  sip::StringView kept;
  auto outer = [&] {
    auto inner = [&](sip::StringView v) { kept = v; };
    sip::String text("x");
    inner(text);
  };
  outer();
  return kept.size();
}
