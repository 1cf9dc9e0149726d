// expect BD0407
#include <sip/core.hpp>
unsigned long f(sip::StringView a) {
  auto swap_in = [last = a]() mutable {
    sip::String text("abc");
    const auto before = last;
    last = text;
    return before.size();
  };
  return swap_in() + swap_in();
}
