// Variant: one of several types at a time. Each alternative has a place of its own in it, so that a
// reference to one never becomes a reference to another; what is not there now is T{}. visit()
// calls the first of its functions that takes what is there.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/panic.hpp"

namespace sip {

namespace detail {

template <class... Alternatives>
struct Places {};
template <class First, class... Rest>
struct Places<First, Rest...> {
  First first{};
  Places<Rest...> rest{};
};

template <class Wanted, class First, class... Rest>
constexpr std::uint32_t index_in() {
  if constexpr (std::is_same_v<Wanted, First>)
    return 0;
  else
    return 1 + index_in<Wanted, Rest...>();
}

template <class Wanted, class Places>
auto& place_in(Places& places) {
  if constexpr (std::is_same_v<Wanted, std::remove_cvref_t<decltype(places.first)>>)
    return places.first;
  else
    return place_in<Wanted>(places.rest);
}

template <class Value, class First, class... Rest>
decltype(auto) call_first_fitting(Value& value, First& first, Rest&... rest) {
  if constexpr (std::invocable<First&, Value&>)
    return first(value);
  else
    return call_first_fitting(value, rest...);
}

}  // namespace detail

template <class... Alternatives>
class Variant {
 public:
  template <class T>
  static constexpr bool kIsAlternative = (std::is_same_v<T, Alternatives> || ...);

  /// The first alternative, T{}.
  constexpr Variant() = default;
  template <class T>
    requires(kIsAlternative<T>)
  Variant(T value) : index_(kIndexOf<T>) {  // NOLINT: implicit by intent
    detail::place_in<T>(places_) = std::move(value);
  }

  std::size_t index() const { return index_; }
  template <class T>
  bool holds() const {
    return index_ == kIndexOf<T>;
  }
  /// One that is not there ends the SIP.
  template <class T>
  T& get() {
    check(kIndexOf<T>);
    return detail::place_in<T>(places_);
  }
  template <class T>
  const T& get() const {
    check(kIndexOf<T>);
    return detail::place_in<T>(places_);
  }

  /// What the first of the functions makes of it that takes what is there; all must give the same
  /// type, and each alternative must have one.
  template <class... Functions>
  [[clang::annotate("sip::branches")]] decltype(auto) visit(Functions&&... functions) {
    return visit_in(index_, places_, functions...);
  }
  template <class... Functions>
  [[clang::annotate("sip::branches")]] decltype(auto) visit(Functions&&... functions) const {
    return visit_in(index_, places_, functions...);
  }

  friend bool operator==(const Variant& left, const Variant& right) {
    if (left.index_ != right.index_) return false;
    return left.visit([&](const auto& value) {
      return value == right.template get<std::remove_cvref_t<decltype(value)>>();
    });
  }

 private:
  template <class T>
  static constexpr std::uint32_t kIndexOf = detail::index_in<T, Alternatives...>();

  void check(std::uint32_t wanted) const {
    if (index_ != wanted) panic("Variant: it holds another alternative");
  }
  template <class Places, class... Functions>
  static decltype(auto) visit_in(std::uint32_t index, Places& places, Functions&... functions) {
    if constexpr (requires { places.rest.first; }) {
      if (index != 0) return visit_in(index - 1, places.rest, functions...);
    }
    return detail::call_first_fitting(places.first, functions...);
  }

  detail::Places<Alternatives...> places_;
  std::uint32_t index_ = 0;
};

}  // namespace sip
