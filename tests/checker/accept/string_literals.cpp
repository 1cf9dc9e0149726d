// text where the library takes it, and in messages
#include <sip/core.hpp>
static_assert(sizeof(int) == 4, "int has four bytes");
[[nodiscard("look at it")]] int f() { return 1; }
[[deprecated("use f")]] int g();
void h() {
  sip::log("hello");
  sip::StringView text("abc");
  sip::StringView same = "abc";
  sip::log(sip::StringView("a" "b"));
  if (f() > 2) sip::panic("no way");
}
