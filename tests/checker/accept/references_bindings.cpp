// structured bindings, by value and by reference
#include <sip/core.hpp>
struct Point {
  int x = 0, y = 0;
};
Point& move(Point& point, int by) {
  auto& [x, y] = point;
  x += by;
  y += by;
  return point;
}
int f(sip::Vector<std::pair<int, Point>>& all) {
  int sum = 0;
  for (auto& [id, point] : all) {
    move(point, id);
    const auto [x, y] = point;
    sum += x + y;
  }
  if (auto [a, b] = Point{1, 2}; a < b) sum += b;
  return sum;
}
