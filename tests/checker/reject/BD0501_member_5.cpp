// expect BD0501
#include <start.hpp>
void f(StartUp start) {
  std::move(start.service).close();
  std::move(start.upstream).close();
  std::move(start.service).close();
}
