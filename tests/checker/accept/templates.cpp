// function types as template arguments, CRTP by deducing this, concepts, packs
#include <sip/core.hpp>
template <class T> concept Small = sizeof(T) <= 8;
template <Small... T> int count(T... values) { return (0 + ... + static_cast<int>(sizeof(values))); }
struct Shape {
  int area(this const auto& self) { return self.side() * self.side(); }
};
struct Square : Shape {
  int side() const { return 3; }
};
sip::Function<int(int, bool)> handler();
template <class T> struct Node {
  T value;
  template <class U> U as() const { return static_cast<U>(value); }
};
int f() {
  Square square;
  Node<int> node{3};
  return square.area() + count(1, 2.0, 'c') + node.template as<int>();
}
