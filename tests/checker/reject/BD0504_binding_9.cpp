// expect BD0504
#include <c1.hpp>
void f(C1::Channel channel) {
  auto& [imp, exp] = channel;
  std::move(imp).close();
  std::move(exp).close();
}
