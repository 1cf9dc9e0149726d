// recursion through a closure that is handed to itself
#include <sip/core.hpp>
unsigned long factorial(unsigned n) {
  const auto step = [](const auto& self, unsigned k) -> unsigned long {
    return k < 2 ? 1 : k * self(self, k - 1);
  };
  return step(step, n);
}
