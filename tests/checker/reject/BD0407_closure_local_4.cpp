// expect BD0407
#include <sip/core.hpp>
unsigned long f() {
  sip::StringView kept;
  auto run = [&] {
    sip::String text("abc");
    kept = text;
  };
  run();
  return kept.size();
}
