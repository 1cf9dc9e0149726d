// Optional: a value or nothing. Reading an empty one ends the SIP. For linear types there is no
// Optional yet.
#pragma once
#include <type_traits>
#include <utility>

#include "sip/panic.hpp"

namespace sip {

struct Nullopt {};
inline constexpr Nullopt nullopt{};

template <class T>
class [[nodiscard]] Optional {
  static_assert(std::is_copy_constructible_v<T>, "Optional holds what can be copied");

 public:
  constexpr Optional() = default;
  constexpr Optional(Nullopt) {}  // NOLINT: implicit by intent
  constexpr Optional(T value)     // NOLINT: implicit by intent
      : value_(std::move(value)), present_(true) {}

  constexpr bool has_value() const { return present_; }
  constexpr explicit operator bool() const { return present_; }
  T value() const {
    check();
    return value_;
  }
  const T& operator*() const {
    check();
    return value_;
  }
  T& operator*() {
    check();
    return value_;
  }
  constexpr T value_or(T other) const { return present_ ? value_ : std::move(other); }

  template <class... Args>
  T& emplace(Args&&... args) {
    value_ = T(std::forward<Args>(args)...);
    present_ = true;
    return value_;
  }
  void reset() {
    value_ = T{};
    present_ = false;
  }
  /// The value, taken out: this one is empty afterwards.
  T take() {
    check();
    present_ = false;
    return std::exchange(value_, T{});
  }

  /// What `map` makes of the value, if there is one.
  template <class Map>
  auto transform(Map&& map) const {
    using Result = Optional<std::remove_cvref_t<decltype(map(value_))>>;
    return present_ ? Result(map(value_)) : Result();
  }
  template <class Next>
  auto and_then(Next&& next) const {
    using Result = std::remove_cvref_t<decltype(next(value_))>;
    return present_ ? next(value_) : Result();
  }

  friend constexpr bool operator==(const Optional& left, const Optional& right) {
    return left.present_ == right.present_ && (!left.present_ || left.value_ == right.value_);
  }
  friend constexpr bool operator==(const Optional& left, const T& right) {
    return left.present_ && left.value_ == right;
  }

 private:
  void check() const {
    if (!present_) panic("Optional: read although it is empty");
  }

  T value_{};
  bool present_ = false;
};

}  // namespace sip
