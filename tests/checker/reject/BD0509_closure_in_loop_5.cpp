// expect BD0509
#include <c1.hpp>
#define TEN(x) x x x x x x x x x x
#define FLIP if (read(n)) { a = !a; } if (read(n)) { b = !b; c = a; } if (read(n)) { d = !c; e = b; } if (read(n)) { g = !g; }
int read(int n);
void f(C1::Imp<C1::Start> ep, int n) {
  while (read(n)) ++n;
  bool a = false, b = false, c = false, d = false, e = false, g = false;
  TEN(TEN(TEN(FLIP)))
  std::move(ep).close();
}
