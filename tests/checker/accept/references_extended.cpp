// temporaries that live as long as the reference to them
#include <sip/core.hpp>
struct Size {
  int width = 0, height = 0;
  int area() const { return width * height; }
};
Size make(int n) { return {n, n}; }
int f(int n) {
  const auto& size = make(n);
  const auto& width = Size{n, 2}.width;
  auto&& other = make(n + 1);
  other.width += width;
  int sum = 0;
  for (const auto& value : sip::Vector<int>(3)) sum += value;
  return size.area() + other.area() + make(2).area() + sum;
}
