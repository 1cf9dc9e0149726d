// What lies in exchange memory: numbers and structs of them, which are copied, and owners of other
// exchange memory, which are put in and taken out. For the latter the kernel keeps who is inside of
// whom; the words in the outer block only say what its last owner says about it, so that each is
// checked when it is taken. Part of exchange.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/exchange_primitives.hpp"

namespace sip {

template <class T>
class ExVector;
template <class T>
class Ex;

namespace detail {

// An element is copied whole and reaches into at most two pages.
inline constexpr std::size_t kLargestElement = 4096;
template <class T>
inline constexpr bool kExchangeable =
    std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> &&
    sizeof(T) <= kLargestElement;

/// An owner at an offset in a value: of a vector with elements of so many bytes, or, if 0, of a
/// block.
template <std::uint64_t offset, std::uint64_t element_bytes>
struct OwnerAt {};
template <class... Owners>
struct OwnersAt {};

/// Asks owner_offsets() where a T has its owners. contractc declares one for each struct that holds
/// some.
template <class T>
struct Holder {};
template <class T>
OwnersAt<OwnerAt<0, sizeof(T)>> owner_offsets(Holder<ExVector<T>>);
template <class T>
OwnersAt<OwnerAt<0, 0>> owner_offsets(Holder<Ex<T>>);

template <class T>
inline constexpr bool kOwning =
    requires { owner_offsets(Holder<T>{}); } && sizeof(T) <= kLargestElement;

template <class T>
class Elements {
 public:
  static void put(std::uint64_t address, std::uint64_t length, std::uint64_t index, T& value) {
    T old{};
    prim::exchange_load(address, length, index, old, sizeof(T));  // there is such an element
    each_owner([&]<std::uint64_t offset, std::uint64_t bytes>(OwnerAt<offset, bytes>) {
      prim::exchange_nest(address, address + index * sizeof(T) + offset, value, offset);
    });
    prim::exchange_store(address, length, index, value, sizeof(T));
  }

  static T take(std::uint64_t address, std::uint64_t length, std::uint64_t index) {
    T value{};
    prim::exchange_load(address, length, index, value, sizeof(T));
    each_owner([&]<std::uint64_t offset, std::uint64_t bytes>(OwnerAt<offset, bytes>) {
      prim::exchange_unnest(address, address + index * sizeof(T) + offset, value, offset, bytes);
    });
    return value;
  }

  template <class Body>
  [[clang::annotate("sip::branches")]] static auto with(std::uint64_t address, std::uint64_t length,
                                                        std::uint64_t index, Body& body) {
    T value = take(address, length, index);
    if constexpr (std::is_void_v<std::invoke_result_t<Body&, T&>>) {
      body(value);
      put(address, length, index, value);
    } else {
      auto result = body(value);
      put(address, length, index, value);
      return result;
    }
  }

 private:
  template <class Action>
  static void each_owner(Action action) {
    each_of(decltype(owner_offsets(Holder<T>{})){}, action);
  }
  template <class... Owners, class Action>
  static void each_of(OwnersAt<Owners...>, Action& action) {
    (action(Owners{}), ...);
  }
};

}  // namespace detail
}  // namespace sip
