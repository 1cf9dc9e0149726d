// format: values as text. Each {} of a format, which is checked when the SIP is compiled, is
// replaced by the argument of its position; {:8} pads to a width, {:08} with zeros, {:x} writes
// hexadecimal, {:.3} three decimals. What is written to has append(char) and append(StringView): a
// Line, a String. A type of one's own joins in with a member to_string().
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "sip/string_view.hpp"

namespace sip {

namespace detail {

struct Digits {
  bool negative = false;
  std::uint64_t value = 0;
  std::uint64_t base = 10;
};

template <class Out>
void put_padding(Out& out, std::size_t used, const FormatSpec& spec, char character) {
  for (std::size_t i = used; i < spec.width; ++i) out.append(character);
}

template <class Out>
void put_digits(Out& out, const Digits& digits, const FormatSpec& spec) {
  std::uint64_t scale = 1;
  std::size_t count = digits.negative ? 2 : 1;
  for (; digits.value / scale >= digits.base; scale *= digits.base) ++count;
  if (!spec.zeros) put_padding(out, count, spec, ' ');
  if (digits.negative) out.append('-');
  if (spec.zeros) put_padding(out, count, spec, '0');
  for (; scale > 0; scale /= digits.base) {
    const auto digit = static_cast<char>(digits.value / scale % digits.base);
    out.append(static_cast<char>(digit < 10 ? '0' + digit : 'a' + (digit - 10)));
  }
}

template <class Out, std::integral Number>
void put_integer(Out& out, Number value, const FormatSpec& spec) {
  Digits digits{.negative = false, .value = static_cast<std::uint64_t>(value), .base = 10};
  if constexpr (std::is_signed_v<Number>) {
    digits.negative = value < 0;
    if (value < 0) digits.value = std::uint64_t{0} - digits.value;
  }
  if (spec.hexadecimal) digits.base = 16;
  put_digits(out, digits, spec);
}

inline double power_of_ten(unsigned exponent) {
  double power = 1;
  for (double factor = 10; exponent != 0; exponent >>= 1, factor *= factor) {
    if ((exponent & 1) != 0) power *= factor;
  }
  return power;
}

/// A value of 0 … 10^18, with `decimals` digits behind the point, those at its end that are zero
/// left out if wished.
enum class Zeros { kKept, kTrimmed };
template <class Out>
void put_fixed(Out& out, double value, unsigned decimals, Zeros zeros) {
  auto whole = static_cast<std::uint64_t>(value);
  const double scale = power_of_ten(decimals);
  auto part = static_cast<std::uint64_t>((value - static_cast<double>(whole)) * scale + 0.5);
  if (static_cast<double>(part) >= scale) {
    ++whole;
    part = 0;
  }
  put_integer(out, whole, {});
  if (zeros == Zeros::kTrimmed) {
    for (; decimals > 0 && part % 10 == 0; --decimals) part /= 10;
  }
  if (decimals == 0) return;
  out.append('.');
  put_integer(out, part, {.width = static_cast<std::uint8_t>(decimals), .zeros = true});
}

/// With an exponent, for what is very large or very small.
template <class Out>
void put_scientific(Out& out, double value) {
  int exponent = 0;
  for (; value >= 10; value /= 10) ++exponent;
  for (; value < 1; value *= 10) --exponent;
  put_fixed(out, value, 14, Zeros::kTrimmed);
  out.append('e');
  put_integer(out, exponent, {});
}

/// Fifteen digits that mean something: what comes back when it is read differs in the last places.
template <class Out>
void put_floating(Out& out, double value, const FormatSpec& spec) {
  if (value != value) {
    out.append(StringView("nan"));
    return;
  }
  if (value < 0) {
    out.append('-');
    value = -value;
  }
  if (value > 1.7976931348623157e308) {
    out.append(StringView("inf"));
  } else if (spec.decimals != FormatSpec::kShortest && value < 1e18) {
    put_fixed(out, value, spec.decimals, Zeros::kKept);
  } else if (value != 0 && (value < 1e-5 || value >= 1e15)) {
    put_scientific(out, value);
  } else {
    unsigned decimals = 15;
    for (double rest = value; rest >= 1 && decimals > 0; rest /= 10) --decimals;
    put_fixed(out, value, decimals, Zeros::kTrimmed);
  }
}

template <class Out, class Value>
void put(Out& out, const Value& value, const FormatSpec& spec) {
  if constexpr (std::is_same_v<Value, bool>) {
    out.append(value ? StringView("true") : StringView("false"));
  } else if constexpr (std::is_same_v<Value, char>) {
    out.append(value);
  } else if constexpr (std::is_integral_v<Value>) {
    put_integer(out, value, spec);
  } else if constexpr (std::is_floating_point_v<Value>) {
    put_floating(out, static_cast<double>(value), spec);
  } else if constexpr (std::is_same_v<Value, StringView>) {
    out.append(value);
    put_padding(out, value.size(), spec, ' ');
  } else if constexpr (requires { value.view(); }) {
    const StringView text = value.view();
    out.append(text);
    put_padding(out, text.size(), spec, ' ');
  } else {
    put(out, value.to_string(), spec);
  }
}

/// Appends `format` from `from` up to the next placeholder or the end; the place behind it.
template <class Out>
std::size_t put_up_to_placeholder(Out& out, const StringView& format, std::size_t from,
                                  FormatSpec& spec) {
  for (std::size_t i = from; i < format.size(); ++i) {
    if (const std::size_t end = read_placeholder(format, i, spec); end != i) return end;
    out.append(format[i]);
  }
  return format.size();
}

template <class Out, class Value>
std::size_t put_next(Out& out, const StringView& format, std::size_t from, const Value& value) {
  FormatSpec spec;
  const std::size_t place = put_up_to_placeholder(out, format, from, spec);
  put(out, value, spec);
  return place;
}

template <class Out, class... Args>
void put_all(Out& out, const StringView& format, const Args&... args) {
  std::size_t place = 0;
  ((place = put_next(out, format, place, args)), ...);
  FormatSpec unused;
  put_up_to_placeholder(out, format, place, unused);
}

}  // namespace detail
}  // namespace sip
