// expect BD0106
#include <sip/core.hpp>
void f() {
  decltype(auto) text = ("abc");
  (void)text;
}
