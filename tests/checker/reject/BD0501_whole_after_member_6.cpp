// expect BD0501
#include <start.hpp>
void take(StartUp start) {
  std::move(start.service).close();
  std::move(start.upstream).close();
}
void f(StartUp start) {
  std::move(start.service).close();
  take(std::move(start));
}
