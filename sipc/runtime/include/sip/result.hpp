// Result: a value, or the error that stands in its place. Reading the one that is not there ends
// the SIP. TRY goes on with the value, or returns the error from the function that it stands in.
#pragma once
#include <type_traits>
#include <utility>

#include "sip/panic.hpp"

namespace sip {

/// What makes a Result an error: `return sip::Failure(error);`.
template <class Error>
class Failure {
 public:
  explicit constexpr Failure(Error error) : error_(std::move(error)) {}
  Error take() && { return std::move(error_); }

 private:
  Error error_;
};

/// The value of a Result that has none: Result<Nothing, Error>.
struct Nothing {};

template <class Value, class Error>
class [[nodiscard]] Result {
 public:
  Result(Value value) : value_(std::move(value)), good_(true) {}           // NOLINT: implicit
  Result(Failure<Error>&& failure) : error_(std::move(failure).take()) {}  // NOLINT: implicit

  bool has_value() const { return good_; }
  explicit operator bool() const { return good_; }

  const Value& value() const& {
    check(good_);
    return value_;
  }
  Value value() && {
    check(good_);
    return std::move(value_);
  }
  const Value& operator*() const { return value(); }
  Value value_or(Value other) const { return good_ ? value_ : std::move(other); }

  const Error& error() const {
    check(!good_);
    return error_;
  }
  /// The error, to be returned from a function whose value has another type.
  Failure<Error> failure() && {
    check(!good_);
    return Failure<Error>(std::move(error_));
  }

 private:
  static void check(bool right) {
    if (!right) panic("Result: the value of an error was read, or the error of a value");
  }

  Value value_{};
  Error error_{};
  bool good_ = false;
};

}  // namespace sip

#define SIP_TRY_NAME_OF(line) try_result_##line
#define SIP_TRY_NAME(line) SIP_TRY_NAME_OF(line)
#define SIP_TRY(name, declaration, ...)                    \
  auto name = (__VA_ARGS__);                               \
  if (!name.has_value()) return std::move(name).failure(); \
  declaration = std::move(name).value()
/// TRY(const int number, parse(text)); declares number, or returns the error of parse(text).
#define TRY(declaration, ...) SIP_TRY(SIP_TRY_NAME(__LINE__), declaration, __VA_ARGS__)
