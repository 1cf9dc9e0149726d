// expect BD0105
#include <sip/core.hpp>
int f() {
  auto& text = "abc";
  return 0;
}
