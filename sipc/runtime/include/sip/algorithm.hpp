// What programs do with elements in a row: order them, turn them round, find one. A range is a
// Vector, an Array or a Span. Plain comparisons of two values are here, too.
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>

#include "sip/span.hpp"

namespace sip {

template <class T>
constexpr T min(T left, T right) {
  return right < left ? right : left;
}
template <class T>
constexpr T max(T left, T right) {
  return left < right ? right : left;
}
template <class T>
constexpr T clamp(T value, T low, T high) {
  return value < low ? low : high < value ? high : value;
}

namespace detail {

struct Less {
  template <class T>
  bool operator()(const T& left, const T& right) const {
    return left < right;
  }
};

template <class T, class Before>
void insertion_sort(const Span<T>& values, const Before& before) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    T value = std::move(values[i]);
    std::size_t place = i;
    for (; place > 0 && before(value, values[place - 1]); --place)
      values[place] = std::move(values[place - 1]);
    values[place] = std::move(value);
  }
}

template <class T, class Before>
void sink(const Span<T>& values, std::size_t place, std::size_t count, const Before& before) {
  while (place * 2 + 1 < count) {
    std::size_t child = place * 2 + 1;
    if (child + 1 < count && before(values[child], values[child + 1])) ++child;
    if (!before(values[place], values[child])) return;
    std::swap(values[place], values[child]);
    place = child;
  }
}

template <class T, class Before>
void heap_sort(const Span<T>& values, const Before& before) {
  for (std::size_t i = values.size() / 2; i-- > 0;) sink(values, i, values.size(), before);
  for (std::size_t count = values.size(); count-- > 1;) {
    std::swap(values[0], values[count]);
    sink(values, 0, count, before);
  }
}

// The middle one of three goes to the front; then all that comes before it, then all that does not.
template <class T, class Before>
std::size_t partition(const Span<T>& values, const Before& before) {
  const std::size_t middle = values.size() / 2, last = values.size() - 1;
  if (before(values[middle], values[0])) std::swap(values[middle], values[0]);
  if (before(values[last], values[0])) std::swap(values[last], values[0]);
  if (before(values[last], values[middle])) std::swap(values[last], values[middle]);
  std::swap(values[0], values[middle]);
  std::size_t low = 1, high = last;
  while (true) {
    while (low <= high && before(values[low], values[0])) ++low;
    while (low <= high && before(values[0], values[high])) --high;
    if (low >= high) break;
    std::swap(values[low], values[high]);
    ++low;
    --high;
  }
  std::swap(values[0], values[high]);
  return high;
}

// Quicksort; when that goes wrong, heap sort: n log n in any case (Musser, "Introspective Sorting
// and Selection Algorithms", 1997).
template <class T, class Before>
void sort_within(Span<T> values, unsigned depth, const Before& before) {
  constexpr std::size_t kFew = 16;
  while (values.size() > kFew) {
    if (depth == 0) {
      heap_sort(values, before);
      return;
    }
    --depth;
    const std::size_t place = partition(values, before);
    sort_within(values.subspan(0, place), depth, before);
    values = values.subspan(place + 1, values.size() - place - 1);
  }
  insertion_sort(values, before);
}

template <class T, class Before>
void sort_all(const Span<T>& values, const Before& before) {
  unsigned depth = 0;
  for (std::size_t count = values.size(); count > 1; count /= 2) depth += 2;
  sort_within(values, depth, before);
}

template <class T, class Value>
std::size_t find_in(const Span<T>& values, const Value& wanted) {
  std::size_t place = 0;
  while (place < values.size() && !(values[place] == wanted)) ++place;
  return place;
}

template <class T, class Value, class Before>
std::size_t lower_bound_in(const Span<T>& values, const Value& wanted, const Before& before) {
  std::size_t low = 0, count = values.size();
  while (count > 0) {
    const std::size_t half = count / 2;
    if (before(values[low + half], wanted)) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return low;
}

}  // namespace detail

/// In rising order; equal elements in any.
template <class Range>
void sort(Range&& range) {
  detail::sort_all(range.span(), detail::Less{});
}
/// before(a, b) says whether a comes before b.
template <class Range, class Before>
void sort(Range&& range, const Before& before) {
  detail::sort_all(range.span(), before);
}
template <class Range>
void reverse(Range&& range) {
  const auto values = range.span();
  for (std::size_t i = 0; i < values.size() / 2; ++i)
    std::swap(values[i], values[values.size() - 1 - i]);
}
template <class Range, class Value>
void fill(Range&& range, const Value& value) {
  for (auto& element : range.span()) element = value;
}
/// The place of the first element that is equal; the size if there is none.
template <class Range, class Value>
std::size_t find(const Range& range, const Value& wanted) {
  return detail::find_in(range.span(), wanted);
}
/// In an ordered range: the place of the first element that does not come before `wanted`.
template <class Range, class Value>
std::size_t lower_bound(const Range& range, const Value& wanted) {
  return detail::lower_bound_in(range.span(), wanted, detail::Less{});
}
template <class Range, class Value>
bool binary_search(const Range& range, const Value& wanted) {
  const std::size_t place = lower_bound(range, wanted);
  return place < range.span().size() && !(wanted < range.span()[place]);
}

}  // namespace sip
