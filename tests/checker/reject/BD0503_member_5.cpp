// expect BD0503
#include <start.hpp>
void f(StartUp start, C1::Exp<C1::Start> other) {
  start.service = std::move(other);
  std::move(start.service).close();
  std::move(start.upstream).close();
}
