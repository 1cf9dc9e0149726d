// Numbers out of text: decimal, with a sign, bounded. What is not exactly a number gives nothing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sip/line.hpp"
#include "sip/optional.hpp"

namespace sip {

// The number that `line` holds from `from` to its end.
inline Optional<std::int32_t> parse_int(const Line& line, std::size_t from = 0) {
  const bool negative = from < line.size() && line[from] == '-';
  std::size_t place = negative ? from + 1 : from;
  if (place >= line.size()) return {};
  std::int64_t value = 0;
  for (; place < line.size(); ++place) {
    const char digit = line[place];
    if (digit < '0' || digit > '9') return {};
    value = value * 10 + (digit - '0');
    if (value > std::int64_t{1} << 31) return {};
  }
  if (negative) value = -value;
  if (value > std::numeric_limits<std::int32_t>::max()) return {};
  return static_cast<std::int32_t>(value);
}

}  // namespace sip
