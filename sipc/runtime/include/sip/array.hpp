// Array: a fixed number of plain values. Every index is checked; one out of range ends the SIP.
#pragma once
#include <cstddef>

#include "sip/storage.hpp"

namespace sip {

template <class T, std::size_t N>
class Array {
 public:
  constexpr Array() = default;
  static constexpr std::size_t size() { return N; }

  T& operator[](std::size_t index) { return storage_.at(index); }
  const T& operator[](std::size_t index) const { return storage_.at(index); }

  void fill(T value) {
    for (std::size_t i = 0; i < N; ++i) storage_.at(i) = value;
  }

 private:
  detail::Storage<T, N> storage_;
};

}  // namespace sip
