// What lies in exchange memory: numbers and structs of them, which are copied, and owners of other
// exchange memory, which are put in and taken out. For the latter the kernel keeps who is inside of
// whom; the words in the outer block only say what its last owner says about it, so that each is
// checked when it is taken. Part of exchange.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/channel.hpp"
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

/// The value with each exchange owner in it replaced by what `visit` makes of that. contractc
/// writes one for each struct that holds some.
template <class T, class Visit>
ExVector<T> each_owner(ExVector<T> owner, Visit visit) {
  return visit(std::move(owner));
}
template <class T, class Visit>
Ex<T> each_owner(Ex<T> owner, Visit visit) {
  return visit(std::move(owner));
}

struct AnyOwner {
  template <class Owner>
  Owner operator()(Owner) const;
};
template <class T>
inline constexpr bool kOwning =
    requires(T value) { each_owner(std::move(value), AnyOwner{}); } && sizeof(T) <= kLargestElement;

/// The one friend that may take the block out of its owner, and put it back: Frozen needs it, and
/// what puts owners into blocks.
struct BlockOf {
  template <class T>
  static std::uint64_t take(ExVector<T>&& vector) {
    vector.length_ = 0;
    return std::exchange(vector.address_, 0);
  }
  template <class T>
  static ExVector<T> make(std::uint64_t address, std::uint64_t length) {
    return ExVector<T>(address, length);
  }
  template <class T>
  static std::uint64_t take(Ex<T>&& block) {
    return std::exchange(block.address_, 0);
  }
  template <class T>
  static Ex<T> make_single(std::uint64_t address) {
    return Ex<T>(address);
  }

  /// The owner's block goes into `outer`; the owner still says which one that is.
  template <class Owner>
  static Owner nest(std::uint64_t outer, Owner owner) {
    if (owner.address_ != 0) prim::exchange_nest(outer, owner.address_);
    return owner;
  }
  /// The block that the owner names comes out of `outer`, if it is inside. Its length is what its
  /// last owner says, at most what the block has room for.
  template <class T>
  static ExVector<T> unnest(std::uint64_t outer, ExVector<T> owner) {
    std::uint64_t bytes = 0;
    owner.address_ = prim::exchange_unnest(outer, owner.address_, bytes);
    if (owner.length_ > bytes / sizeof(T)) owner.length_ = bytes / sizeof(T);
    return owner;
  }
  template <class T>
  static Ex<T> unnest(std::uint64_t outer, Ex<T> owner) {
    std::uint64_t bytes = 0;
    owner.address_ = prim::exchange_unnest(outer, owner.address_, bytes);
    return owner;
  }
};

/// What a vector or block whose elements own does with them.
template <class T>
class Elements {
 public:
  static void put(std::uint64_t address, std::uint64_t length, std::uint64_t index, T&& value) {
    forget(each_owner(take(address, length, index), [](auto owner) {
      std::move(owner).release();
      return decltype(owner){};
    }));
    Place inside{each_owner(std::move(value),
                            [&](auto owner) { return BlockOf::nest(address, std::move(owner)); })};
    prim::exchange_store(address, length, index, inside, sizeof(T));
    forget(std::move(inside.value));
  }

  static T take(std::uint64_t address, std::uint64_t length, std::uint64_t index) {
    Place place{};
    load(address, length, index, place);
    const MessageBuffer<sizeof(T) / 8> nothing{};
    prim::exchange_store(address, length, index, nothing, sizeof(T));
    return each_owner(std::move(place.value),
                      [&](auto owner) { return BlockOf::unnest(address, std::move(owner)); });
  }

  template <class Body>
  [[clang::annotate("sip::branches")]] static auto with(std::uint64_t address, std::uint64_t length,
                                                        std::uint64_t index, Body& body) {
    T value = take(address, length, index);
    if constexpr (std::is_void_v<std::invoke_result_t<Body&, const T&>>) {
      body(std::as_const(value));
      put(address, length, index, std::move(value));
    } else {
      auto result = body(std::as_const(value));
      put(address, length, index, std::move(value));
      return result;
    }
  }

 private:
  struct Place {
    T value{};
  };
  static void load(std::uint64_t address, std::uint64_t length, std::uint64_t index, Place& place) {
    prim::exchange_load(address, length, index, place, sizeof(T));
  }
  /// What is left of a value whose owners are elsewhere, or nowhere.
  static void forget(T&&) {}
};

}  // namespace detail
}  // namespace sip
