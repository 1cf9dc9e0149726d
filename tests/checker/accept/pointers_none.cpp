// references, this->x, *this, Gc and lambdas without a pointer in sight
#include <sip/core.hpp>
struct Point {
  int x = 0;
  int y = 0;
  Point& shift(int by) {
    this->x += by;
    y += by;
    return *this;
  }
  bool operator==(const Point&) const = default;
};
struct Copyless {
  Copyless() = default;
  Copyless(const Copyless&) = delete;
  Copyless& operator=(const Copyless&) = delete;
};
void bump(int& value) { value += 1; }
template <class T, class F> T apply(T value, F function) { return function(value); }
int use(sip::Gc<Point> object) {
  int x = 1;
  bump(x);
  auto add = [&x](int y) { return x + y; };
  const auto moved = std::move(x);
  object->shift(2).shift(3);
  (*object).y = 3;
  return apply(3, add) + object->x + moved + (object->y & x);
}
struct Base {
  virtual int act() const { return 1; }
  virtual ~Base() {}
};
struct Derived : Base {
  int act() const override { return Base::act() + 1; }
};
int act(const Base& b) { return b.act(); }
int run() {
  Derived d;
  return act(d);
}
