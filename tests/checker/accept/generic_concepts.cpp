// functions for what has an area, or adds up
#include <utility>
template <class T> concept HasArea = requires(const T& t) { t.area(); };
template <class T> concept Number = requires(T a, T b) { a + b; a * b; };
struct Square {
  double side = 1;
  double area() const { return side * side; }
};
template <HasArea T> double twice(const T& t) { return 2 * t.area(); }
template <Number T> constexpr T square(T x) { return x * x; }
template <Number T, Number... Rest> constexpr auto sum(T first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return first;
  } else {
    return first + sum(rest...);
  }
}
static_assert(sum(1, 2, 3) == 6 && square(4) == 16);
double f() { return twice(Square{3}); }
