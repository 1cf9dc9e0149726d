// expect BD0301
#include <sip/core.hpp>
struct Copy {
  int x = 0;
  Copy(int y) : x(y) {}
};
int f() {
  Copy c([&] { return c.x; }());
  return c.x;
}
