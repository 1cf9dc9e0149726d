// a value class with every operator
#include <sip/core.hpp>
class Rational {
 public:
  constexpr Rational(long n = 0, long d = 1) : numerator_(n), denominator_(d) {}
  friend constexpr Rational operator+(Rational a, Rational b) {
    return {a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_, a.denominator_ * b.denominator_};
  }
  constexpr Rational operator-() const { return {-numerator_, denominator_}; }
  constexpr Rational& operator+=(Rational other) { return *this = *this + other; }
  friend constexpr bool operator==(Rational a, Rational b) {
    return a.numerator_ * b.denominator_ == b.numerator_ * a.denominator_;
  }
  explicit constexpr operator double() const {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  }

 private:
  long numerator_, denominator_;
};
static_assert(Rational(1, 2) + Rational(1, 3) == Rational(5, 6));
double f() {
  Rational sum;
  sum += Rational(1, 4);
  return static_cast<double>(-sum);
}
