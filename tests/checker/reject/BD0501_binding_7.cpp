// expect BD0501
#include <c1.hpp>
void f() {
  auto [imp, exp] = C1::create();
  std::move(imp).close();
  std::move(exp).close();
  std::move(exp).close();
}
