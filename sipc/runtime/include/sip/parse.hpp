// Numbers out of text: decimal, with a sign, bounded. What is not exactly a number gives nothing.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sip/format.hpp"
#include "sip/line.hpp"
#include "sip/optional.hpp"

namespace sip {

/// The number that the whole text is, if it is one that fits.
template <std::integral Number>
Optional<Number> parse(const StringView& text) {
  const bool negative = std::is_signed_v<Number> && !text.empty() && text[0] == '-';
  std::size_t place = negative ? 1 : 0;
  if (place >= text.size()) return {};
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
  const std::uint64_t most = kMost + (negative ? 1 : 0);
  std::uint64_t value = 0;
  for (; place < text.size(); ++place) {
    if (!detail::is_digit(text[place])) return {};
    const auto digit = static_cast<std::uint64_t>(text[place] - '0');
    if (value > most / 10 || value * 10 > most - digit) return {};
    value = value * 10 + digit;
  }
  return static_cast<Number>(negative ? std::uint64_t{0} - value : value);
}

namespace detail {

struct Decimal {
  double value = 0;
  int exponent = 0;
  std::size_t digits = 0;
};

// Digits from `place` on, which moves behind them.
inline void read_digits(const StringView& text, std::size_t& place, Decimal& decimal,
                        int for_each) {
  for (; place < text.size() && is_digit(text[place]); ++place) {
    decimal.value = decimal.value * 10 + (text[place] - '0');
    decimal.exponent += for_each;
    ++decimal.digits;
  }
}

}  // namespace detail

/// Digits, a point, an exponent; exact but for the last places of a double.
template <std::floating_point Number>
Optional<Number> parse(const StringView& text) {
  const bool negative = !text.empty() && text[0] == '-';
  std::size_t place = negative ? 1 : 0;
  detail::Decimal decimal;
  detail::read_digits(text, place, decimal, 0);
  if (place < text.size() && text[place] == '.') {
    ++place;
    detail::read_digits(text, place, decimal, -1);
  }
  if (decimal.digits == 0) return {};
  if (place < text.size() && (text[place] == 'e' || text[place] == 'E')) {
    const bool plus = place + 1 < text.size() && text[place + 1] == '+';
    const Optional<int> exponent = parse<int>(text.substr(place + (plus ? 2 : 1)));
    if (!exponent || *exponent > 400 || *exponent < -400) return {};
    decimal.exponent += *exponent;
    place = text.size();
  }
  if (place != text.size()) return {};
  const double scale = detail::power_of_ten(
      static_cast<unsigned>(decimal.exponent < 0 ? -decimal.exponent : decimal.exponent));
  const double value = decimal.exponent < 0 ? decimal.value / scale : decimal.value * scale;
  return static_cast<Number>(negative ? -value : value);
}

/// The number that `line` holds from `from` to its end.
inline Optional<std::int32_t> parse_int(const Line& line, std::size_t from = 0) {
  if (from >= line.size()) return {};
  return parse<std::int32_t>(line.view().substr(from));
}

}  // namespace sip
