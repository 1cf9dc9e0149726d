// Optional: a plain value or nothing. Reading an empty one ends the SIP. For linear types there is
// no Optional yet.
#pragma once
#include <type_traits>

#include "sip/panic.hpp"

namespace sip {

template <class T>
class [[nodiscard]] Optional {
  static_assert(std::is_trivially_copyable_v<T>, "Optional holds plain values");

 public:
  constexpr Optional() = default;
  constexpr Optional(T value) : value_(value), present_(true) {}  // NOLINT: implicit by intent

  constexpr bool has_value() const { return present_; }
  constexpr explicit operator bool() const { return present_; }
  T value() const {
    if (!present_) panic("Optional: read although it is empty");
    return value_;
  }
  constexpr T value_or(T other) const { return present_ ? value_ : other; }

 private:
  T value_{};
  bool present_ = false;
};

}  // namespace sip
