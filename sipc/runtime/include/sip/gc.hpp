// Gc: a reference to a collected object. Holding one that is not null proves that the object is
// there and stays there; nobody frees it. Copies refer to the same object. make_gc() makes an
// object; the manifest must say gc = "boehm".
#pragma once
#include <type_traits>
#include <utility>

#include "sip/collected_primitives.hpp"

namespace sip {

namespace detail {
/// What may lie in collected memory: values that nobody needs to be told the end of, and that are
/// not linear (those are not copyable).
template <class T>
inline constexpr bool kCollectable =
    std::is_trivially_destructible_v<T> && std::is_move_assignable_v<T> && alignof(T) <= 16;
}  // namespace detail

template <class T>
class [[clang::annotate("sip::collected")]] Gc : public GcArrow<T> {
  using GcArrow<T>::object_;

 public:
  constexpr Gc() = default;

  /// Using a null one ends the SIP.
  using GcArrow<T>::operator->;
  T& operator*() const { return prim::reference_at(object_); }
  T& get() const { return prim::reference_at(object_); }
  explicit operator bool() const { return !prim::reference_is_null(object_); }
  bool is_null() const { return prim::reference_is_null(object_); }

  /// The same object?
  friend bool operator==(const Gc& left, const Gc& right) {
    return prim::reference_same(left.object_, right.object_);
  }

  template <class... Args>
  static Gc make(Args&&... args) {
    static_assert(detail::kCollectable<T>,
                  "collected objects are assignable and have no destructors");
    Gc made;
    prim::reference_make(made.object_);
    prim::reference_at(made.object_) = T(std::forward<Args>(args)...);
    return made;
  }
};

/// A new object in collected memory, made from `args`.
template <class T, class... Args>
Gc<T> make_gc(Args&&... args) {
  return Gc<T>::make(std::forward<Args>(args)...);
}

/// What the SIP's collected memory takes up now, garbage and room included.
inline std::uint64_t collected_heap_bytes() {
  return prim::collected_heap_bytes();
}
/// Collects; what is in use then.
inline std::uint64_t collected_live_bytes() {
  return prim::collected_live_bytes();
}

}  // namespace sip
