// A small sip:: at level "sdk": text, optional, containers, branching calls, annotated as the real library is.
#pragma once

#include "../../trusted/primitives.hpp"
#include "../../trusted/utility"
#include "../../trusted/collections.hpp"

namespace sip::detail {
struct Hidden {
  int value = 0;
};
struct Key {
  explicit constexpr Key() = default;
};
inline int hidden_function(int value) { return value; }
template <class T> int adl_hidden(const T&) { return 0; }
}  // namespace sip::detail

namespace sip {

inline void log(StringView) {}
[[noreturn]] inline void panic(StringView) { panic_now(); }
inline detail::Hidden hidden() { return {}; }
inline int needs_key(detail::Key) { return 1; }


template <class T> class [[clang::annotate("sip::cell")]] Cell {
 public:
  constexpr Cell() = default;
  Cell(Cell&&) = default;
  Cell& operator=(Cell&&) = default;
  bool empty() const { return !full_; }
  void put(T owner) {
    content_ = std::move(owner);
    full_ = true;
  }
  T take() {
    full_ = false;
    return std::move(content_);
  }
  T replace(T owner) {
    T before = take();
    put(std::move(owner));
    return before;
  }
  template <class F> [[clang::annotate("sip::branches")]] auto with(F body) {
    const T& inside = content_;
    return body(inside);
  }
  template <class F> [[clang::annotate("sip::branches")]] void change(F body) { put(body(take())); }

 private:
  T content_{};
  bool full_ = false;
};

template <class T> class Optional {
 public:
  Optional() = default;
  Optional(T value) : value_(std::move(value)), full_(true) {}
  Optional(Optional&&) = default;
  Optional& operator=(Optional&&) = default;
  bool has_value() const { return full_; }
  T take() && { return std::move(value_); }

 private:
  T value_;
  bool full_ = false;
};

struct Closed {};

// Calls what it is given some time later.
template <class F> [[clang::annotate("sip::keeps")]] void spawn(F body) { body(); }
template <class T> Gc<T> make_gc(T value) { return {}; }
template <class F> [[clang::annotate("sip::sends")]] void send_to_thread(F&& body) { body(); }
template <class T> class [[clang::annotate("sip::sends")]] Mutex {
 public:
  explicit Mutex(T value) : value_(value) {}
  T get() const { return value_; }
  template <class F> [[clang::annotate("sip::branches")]] auto lock(F body) const { return body(value_); }

 private:
  mutable T value_;
};
template <class F> [[clang::annotate("sip::branches")]] auto in_place(F body) { return body(); }
// Keeps a block of exchange memory; gives it out as long as it has it.
template <class T> class [[clang::annotate("sip::must_consume"), clang::annotate("sip::exchange")]] Ex {
 public:
  Ex() = default;
  Ex(Ex&&) = default;
  Ex& operator=(Ex&&) = default;
  T& value() { return value_; }
  const T& peek() const { return value_; }
  T get() const { return value_; }
  void set(T value) { value_ = value; }
  template <class F> [[clang::annotate("sip::branches")]] auto borrow(F body) { return body(value_); }
  template <class F> [[clang::annotate("sip::branches")]] auto change(F body) { return body(value_); }
  void release() && {}

 private:
  T value_{};
};
template <class F, class G> [[clang::annotate("sip::branches")]] auto either(bool which, F first, G second) {
  return which ? first() : second();
}

}  // namespace sip
