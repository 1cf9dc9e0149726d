// conversions between value types
#include <sip/core.hpp>
struct Celsius;
struct Fahrenheit {
  double degrees = 32;
  operator Celsius() const;
};
struct Celsius {
  double degrees = 0;
  operator Fahrenheit() const { return {degrees * 9 / 5 + 32}; }
};
Fahrenheit::operator Celsius() const { return {(degrees - 32) * 5 / 9}; }
double warmer(Celsius a, Celsius b) { return a.degrees > b.degrees ? a.degrees : b.degrees; }
double f(Fahrenheit a) { return warmer(a, Celsius{20}); }
