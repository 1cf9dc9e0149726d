// Storage: N elements in a row, reached only through the checked-index primitive. Array and Line
// are built on it; it is in the trusted part because checked code may not spell an array. Holding
// an element reference proves that the index was in range.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "sip/erased.hpp"

namespace sip {

namespace prim {
// The element `index` of the `count` elements of `size` bytes that start at `first`. Out of range
// ends the SIP.
namespace raw {
Erased& element(Erased& first, std::uint64_t index, std::uint64_t count,
                std::uint64_t size) asm("sip_element");
}  // namespace raw
template <class T>
inline T& element(T& first, std::uint64_t index, std::uint64_t count) {
  // SAFETY: what is const stays so: a const T comes back as one.
  return restored<T>(raw::element(const_cast<Erased&>(erased(first)), index, count, sizeof(T)));
}
}  // namespace prim

namespace detail {

template <class T, std::size_t N>
class Storage {
  static_assert(N > 0, "an empty Storage has no first element");
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>,
                "elements must be plain values; linear types have containers of their own");

 public:
  constexpr Storage() = default;
  template <class... Values>
    requires(sizeof...(Values) == N)
  constexpr explicit Storage(const Values&... values) : items_{values...} {}
  T& at(std::size_t index) { return prim::element(items_[0], index, N); }
  const T& at(std::size_t index) const { return prim::element(items_[0], index, N); }

 private:
  T items_[N] = {};
};

}  // namespace detail
}  // namespace sip
