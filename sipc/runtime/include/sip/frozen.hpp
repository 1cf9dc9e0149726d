// Frozen: a share of a vector in the exchange heap that nobody can change any more. Holding one
// proves that its elements stay as they are for as long as it is held, whoever else reads them. The
// block is freed with its last share. Needs the ABI group "exchange".
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>

#include "sip/exchange.hpp"

namespace sip {

template <class T>
class [[clang::annotate("sip::linear"), clang::annotate("sip::must_consume")]] Frozen {
  static_assert(detail::kExchangeable<T>, "a vector with others inside cannot be frozen");

 public:
  Frozen(const Frozen&) = delete;
  Frozen& operator=(const Frozen&) = delete;
  Frozen(Frozen&& other) noexcept
      : address_(std::exchange(other.address_, 0)), length_(std::exchange(other.length_, 0)) {}
  Frozen& operator=(Frozen&& other) noexcept {
    address_ = std::exchange(other.address_, 0);
    length_ = std::exchange(other.length_, 0);
    return *this;
  }

  /// Nobody writes to `vector` from now on. When no share is left (capacity.shares), the block is
  /// freed and the result empty.
  static Frozen freeze(ExVector<T> vector) {
    const std::uint64_t length = vector.size();
    const std::uint64_t address = detail::BlockOf::take(std::move(vector));
    if (address == 0 || prim::exchange_freeze(address)) return Frozen(address, length);
    prim::exchange_release(address);
    return Frozen(0, 0);
  }

  /// One more share, for a thread or another SIP; empty when no share is left.
  Frozen share() const {
    return address_ != 0 && prim::exchange_share(address_) ? Frozen(address_, length_)
                                                           : Frozen(0, 0);
  }

  std::size_t size() const { return length_; }
  bool empty() const { return length_ == 0; }
  T at(std::size_t index) const {
    T value{};
    prim::exchange_load(address_, length_, index, value, sizeof(T));
    return value;
  }
  T operator[](std::size_t index) const { return at(index); }

  /// As a vector, to be sent in a message. Its elements can be read; set() ends the SIP.
  ExVector<T> to_vector() && {
    const std::uint64_t address = std::exchange(address_, 0);
    return detail::BlockOf::make<T>(address, std::exchange(length_, 0));
  }
  void release() && {
    if (address_ != 0) prim::exchange_release(std::exchange(address_, 0));
  }

 private:
  Frozen(std::uint64_t address, std::uint64_t length) : address_(address), length_(length) {}

  std::uint64_t address_ = 0, length_ = 0;
};

}  // namespace sip
