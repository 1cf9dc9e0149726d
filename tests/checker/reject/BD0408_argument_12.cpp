// expect BD0408
#include <sip/core.hpp>
void later(sip::Function<void(int)> handler);
void f(int sum) {
  later([&](int n) { sum += n; });
}
