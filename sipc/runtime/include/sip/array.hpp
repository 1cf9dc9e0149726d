// Array: a fixed number of plain values. Every index is checked; one out of range ends the SIP.
#pragma once
#include <cstddef>
#include <type_traits>

#include "sip/span.hpp"
#include "sip/storage.hpp"

namespace sip {

namespace detail {
// The value as a T; a number must be the same afterwards.
template <class T, class Value>
constexpr T kept_in(const Value& value) {
  if constexpr (std::is_integral_v<T> && std::is_integral_v<Value>) {
    const T same = static_cast<T>(value);
    if (static_cast<Value>(same) != value || (same < T{}) != (value < Value{}))
      prim::panic_text("Array: a value that its type cannot hold");
    return same;
  } else {
    return T{value};
  }
}
}  // namespace detail

template <class T, std::size_t N>
class Array {
 public:
  constexpr Array() = default;
  /// A table: exactly N values. A number that T cannot hold is an error, in a constant one when the
  /// SIP is compiled.
  template <class... Values>
    requires(sizeof...(Values) == N && N > 1)
  constexpr explicit Array(const Values&... values) : storage_(detail::kept_in<T>(values)...) {}
  static constexpr std::size_t size() { return N; }

  T& operator[](std::size_t index) { return storage_.at(index); }
  const T& operator[](std::size_t index) const { return storage_.at(index); }

  Span<T> span() {
    Span<T> view;
    prim::span_of(storage_.at(0), N, view);
    return view;
  }
  Span<const T> span() const {
    Span<const T> view;
    prim::span_of(storage_.at(0), N, view);
    return view;
  }
  operator Span<T>() { return span(); }              // NOLINT: implicit by intent
  operator Span<const T>() const { return span(); }  // NOLINT: implicit by intent
  SpanIterator<T> begin() { return span().begin(); }
  SpanIterator<T> end() { return span().end(); }
  SpanIterator<const T> begin() const { return span().begin(); }
  SpanIterator<const T> end() const { return span().end(); }

  void fill(T value) {
    for (std::size_t i = 0; i < N; ++i) storage_.at(i) = value;
  }

 private:
  detail::Storage<T, N> storage_;
};

}  // namespace sip
