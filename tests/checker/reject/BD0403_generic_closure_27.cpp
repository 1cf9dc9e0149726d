// expect BD0403
#include <sip/core.hpp>
sip::StringView f() {
  sip::String text("abc");
  sip::StringView kept;
  auto keep = [&](const auto& value) { kept = text; };
  keep(1);
  return kept;
}
