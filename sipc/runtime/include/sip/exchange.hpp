// ExVector and Ex: the owners of a vector and of a single value in the exchange heap, the only
// memory that passes between SIPs. Holding one that is not empty proves that this SIP owns the
// block; sending it gives it away. Elements go in and out by value, each access behind the index
// and owner checks, so that no reference into the block can outlive its ownership. Holding one
// proves nothing about the content: that is whatever its last owner wrote. Needs the ABI group
// "exchange".
//
// Elements may own blocks themselves (exchange_elements.hpp): then they are put in and taken out
// instead of copied, and what is inside goes wherever the outer block goes.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/exchange_elements.hpp"
#include "sip/exchange_primitives.hpp"

namespace sip {

template <class T>
class [[clang::annotate("sip::linear"), clang::annotate("sip::must_consume")]] ExVector {
  static_assert(detail::kExchangeable<T> || detail::kOwning<T>,
                "elements of an exchange vector are numbers, exchange owners, or structs of them "
                "up to 4096 bytes");

 public:
  constexpr ExVector() = default;
  ExVector(const ExVector&) = delete;
  ExVector& operator=(const ExVector&) = delete;
  ExVector(ExVector&& other) noexcept
      : address_(std::exchange(other.address_, 0)), length_(std::exchange(other.length_, 0)) {}
  ExVector& operator=(ExVector&& other) noexcept {
    address_ = std::exchange(other.address_, 0);
    length_ = std::exchange(other.length_, 0);
    return *this;
  }

  // A vector of `length` zeros. If the manifest's exchange limit does not allow it, it has no
  // elements: look at size().
  static ExVector make(std::size_t length) {
    const std::uint64_t address =
        length > kLargest ? 0 : prim::exchange_allocate(length * sizeof(T));
    return ExVector(address, address == 0 ? 0 : length);
  }

  constexpr std::size_t size() const { return length_; }
  constexpr bool empty() const { return length_ == 0; }

  T at(std::size_t index) const
    requires(!detail::kOwning<T>)
  {
    T value{};
    prim::exchange_load(address_, length_, index, value, sizeof(T));
    return value;
  }
  T operator[](std::size_t index) const
    requires(!detail::kOwning<T>)
  {
    return at(index);
  }
  void set(std::size_t index, T value)
    requires(!detail::kOwning<T>)
  {
    prim::exchange_store(address_, length_, index, value, sizeof(T));
  }

  // Elements that own: in a new vector all are null. What lay in the place is released. A block has
  // room for 1024 others at any depth; one more ends the SIP.
  void put(std::size_t index, T value)
    requires(detail::kOwning<T>)
  {
    detail::Elements<T>::put(address_, length_, index, std::move(value));
  }
  // Leaves null. What is not a block inside of this one, whoever wrote it there, comes out as null,
  // and no element is longer than its block.
  T take(std::size_t index)
    requires(detail::kOwning<T>)
  {
    return detail::Elements<T>::take(address_, length_, index);
  }
  // Calls `body` once with a constant reference to the element, which is out of its place for as
  // long.
  template <class Body>
  [[clang::annotate("sip::branches")]] auto with(std::size_t index, Body&& body) const
    requires(detail::kOwning<T>)
  {
    return detail::Elements<T>::with(address_, length_, index, body);
  }

  void release() && {
    if (address_ != 0) prim::exchange_release(address_);
    address_ = 0;
    length_ = 0;
  }

 private:
  friend struct detail::BlockOf;
  ExVector(std::uint64_t address, std::uint64_t length) : address_(address), length_(length) {}
  static constexpr std::size_t kLargest = (std::size_t{1} << 40) / sizeof(T);

  std::uint64_t address_ =
      0;  // these two words are the vector on the wire (docs/formats/contract.md)
  std::uint64_t length_ = 0;
};

template <class T>
class [[clang::annotate("sip::linear"), clang::annotate("sip::must_consume")]] Ex {
  static_assert(detail::kExchangeable<T> || detail::kOwning<T>,
                "the value of an exchange block is a number, an exchange owner, or a struct of "
                "them up to 4096 bytes");

 public:
  constexpr Ex() = default;
  Ex(const Ex&) = delete;
  Ex& operator=(const Ex&) = delete;
  Ex(Ex&& other) noexcept : address_(std::exchange(other.address_, 0)) {}
  Ex& operator=(Ex&& other) noexcept {
    address_ = std::exchange(other.address_, 0);
    return *this;
  }

  // A block that holds `value`. If the manifest's exchange limit does not allow it, it is null.
  static Ex make(const T& value)
    requires(!detail::kOwning<T>)
  {
    Ex block(prim::exchange_allocate(sizeof(T)));
    if (!block.is_null()) block.set(value);
    return block;
  }

  constexpr bool is_null() const { return address_ == 0; }

  // Reading or writing a null block ends the SIP.
  T get() const
    requires(!detail::kOwning<T>)
  {
    T value{};
    prim::exchange_load(address_, count(), 0, value, sizeof(T));
    return value;
  }
  void set(const T& value)
    requires(!detail::kOwning<T>)
  {
    prim::exchange_store(address_, count(), 0, value, sizeof(T));
  }

  // A value that owns is put in, taken out and used as an element of a vector is. In a new block it
  // is null.
  static Ex make()
    requires(detail::kOwning<T>)
  {
    return Ex(prim::exchange_allocate(sizeof(T)));
  }
  void put(T value)
    requires(detail::kOwning<T>)
  {
    detail::Elements<T>::put(address_, count(), 0, std::move(value));
  }
  T take()
    requires(detail::kOwning<T>)
  {
    return detail::Elements<T>::take(address_, count(), 0);
  }
  template <class Body>
  [[clang::annotate("sip::branches")]] auto with(Body&& body) const
    requires(detail::kOwning<T>)
  {
    return detail::Elements<T>::with(address_, count(), 0, body);
  }

  void release() && {
    if (address_ != 0) prim::exchange_release(address_);
    address_ = 0;
  }

 private:
  friend struct detail::BlockOf;
  explicit Ex(std::uint64_t address) : address_(address) {}
  std::uint64_t count() const { return address_ == 0 ? 0 : 1; }

  std::uint64_t address_ = 0;  // the block on the wire
};

static_assert(sizeof(ExVector<unsigned char>) == 16 && sizeof(Ex<unsigned char>) == 8);

}  // namespace sip
