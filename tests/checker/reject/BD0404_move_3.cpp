// expect BD0404
#include <sip/core.hpp>
struct S {
  int x = 0;
};
S make();
int f() {
  auto&& s = std::move(make());
  return s.x;
}
