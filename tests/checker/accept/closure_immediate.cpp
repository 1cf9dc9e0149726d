// closures called where they are written
#include <sip/core.hpp>
int f(int x, bool fast) {
  const int limit = [&] {
    if (fast) return 10;
    return x > 3 ? 100 : 50;
  }();
  auto& place = [&]() -> int& { return x; }();
  place += limit;
  return [](int a, int b) { return a * b; }(x, limit);
}
