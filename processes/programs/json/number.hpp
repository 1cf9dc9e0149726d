// Numbers of JSON: a decimal as it is read, and a double as text. Up to 15 digits come back as they
// were; exact rounding of longer ones is not tried.
#pragma once
#include <manifest.hpp>

namespace json {

inline double power_of_ten(int exponent) {
  double power = 1, factor = 10;
  for (unsigned rest = static_cast<unsigned>(exponent < 0 ? -exponent : exponent); rest != 0;
       rest >>= 1, factor *= factor) {
    if ((rest & 1) != 0) power *= factor;
  }
  return power;
}

inline double scaled(double value, int exponent) {
  if (exponent < -300) return value / power_of_ten(300) / power_of_ten(-exponent - 300);
  if (exponent > 300) return value * power_of_ten(300) * power_of_ten(exponent - 300);
  return exponent < 0 ? value / power_of_ten(exponent) : value * power_of_ten(exponent);
}

struct Decimal {
  bool negative = false;
  bool behind_point = false;
  std::uint64_t digits = 0;
  int exponent = 0;

  void add_digit(char digit) {
    if (digits < 100'000'000'000'000'000) {
      digits = digits * 10 + static_cast<std::uint64_t>(digit - '0');
      if (behind_point) --exponent;
    } else if (!behind_point) {
      ++exponent;
    }
  }
  double value() const {
    const double size = digits == 0 ? 0 : scaled(static_cast<double>(digits), exponent);
    return negative ? -size : size;
  }
};

inline void append_integer(sip::String& text, std::uint64_t value) {
  std::uint64_t scale = 1;
  while (value / scale >= 10) scale *= 10;
  for (; scale > 0; scale /= 10)
    text.push_back(static_cast<char>('0' + static_cast<char>(value / scale % 10)));
}

/// Whole numbers as such; others with up to 15 digits and, if they are far from 1, an exponent.
inline void append_number(sip::String& text, double value) {
  if (value < 0) {
    text.push_back('-');
    value = -value;
  }
  if (value < 1e15 && static_cast<double>(static_cast<std::uint64_t>(value)) == value) {
    append_integer(text, static_cast<std::uint64_t>(value));
    return;
  }
  int exponent = 0;
  for (double rest = value; rest >= 10; rest /= 10) ++exponent;
  for (double rest = value; rest < 1; rest *= 10) --exponent;
  auto digits = static_cast<std::uint64_t>(scaled(value, 14 - exponent) + 0.5);
  int point = exponent >= -5 && exponent < 15 ? 14 - exponent : 14;
  for (; point > 0 && digits % 10 == 0; --point) digits /= 10;
  const double whole_scale = power_of_ten(point);
  const auto whole = static_cast<std::uint64_t>(static_cast<double>(digits) / whole_scale);
  append_integer(text, whole);
  if (point > 0) {
    text.push_back('.');
    std::uint64_t scale = 1;
    for (int i = 1; i < point; ++i) scale *= 10;
    const std::uint64_t part = digits - whole * scale * 10;
    for (; scale > 0; scale /= 10)
      text.push_back(static_cast<char>('0' + static_cast<char>(part / scale % 10)));
  }
  if (exponent >= -5 && exponent < 15) return;
  text += exponent < 0 ? sip::StringView("e-") : sip::StringView("e");
  append_integer(text, static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent));
}

}  // namespace json
