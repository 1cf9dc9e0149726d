// Array: a fixed number of plain values. Every index is checked; one out of range ends the SIP.
#pragma once
#include <cstddef>

#include "sip/span.hpp"
#include "sip/storage.hpp"

namespace sip {

template <class T, std::size_t N>
class Array {
 public:
  constexpr Array() = default;
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
