// value conversions, bit patterns of numbers, moves
#include <sip/core.hpp>
enum class Colour : int { red, blue };
struct Bits {
  unsigned low;
  unsigned high;
};
struct Length {
  explicit Length(int n) : n(n) {}
  explicit operator int() const { return n; }
  int n;
};
struct Base {
  int x = 0;
};
struct Derived : Base {};
int f(double d, Derived& derived) {
  const auto n = static_cast<int>(d);
  const auto m = int(d) + (int)d + int{3};
  const auto c = static_cast<int>(Colour::blue);
  const auto same = static_cast<Colour>(Colour::red);
  const auto bits = std::bit_cast<Bits>(d);
  const auto l = Length(n);
  Base& base = static_cast<Base&>(derived);
  const auto moved = static_cast<Base&&>(base);
  (void)same;
  return static_cast<int>(l) + m + c + static_cast<int>(bits.low) + moved.x + static_cast<int>(Colour{Colour::red});
}
