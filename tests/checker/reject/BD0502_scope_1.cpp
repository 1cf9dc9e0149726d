// expect BD0502
#include <c1.hpp>
void f() {
  auto [imp, exp] = C1::create();
  std::move(imp).close();
}
