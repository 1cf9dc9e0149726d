// owners that are looked at, changed and given away one after the other
#include <start.hpp>
int f(sip::Ex<int> box) {
  auto& r = box.value();
  r = 3;
  const int before = box.get();
  box.set(before + 1);
  auto& again = box.value();
  again += 1;
  box.change([&](int& x) { x += before; });
  const int result = box.get();
  std::move(box).release();
  return result;
}
int g(StartUp start) {
  const auto& limit = start.limit;
  std::move(start.service).close();
  std::move(start.upstream).close();
  return limit;
}
int loop(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sip::Ex<int> box{};
    box = sip::Ex<int>{};
    auto& r = box.value();
    r = i;
    sum += r;
    std::move(box).release();
  }
  return sum;
}
