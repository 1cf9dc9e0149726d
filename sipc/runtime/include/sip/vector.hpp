// Vector: elements in a row that grows, in collected memory. A copy has elements of its own; a move
// takes them and leaves the other empty. Every index is checked. A reference to an element stays
// good for ever: after the vector has grown or shrunk it refers to what the element was.
#pragma once
#include <cstddef>
#include <type_traits>
#include <utility>

#include "sip/collected_primitives.hpp"
#include "sip/gc.hpp"

namespace sip {

template <class T>
class [[clang::annotate("sip::collected")]] Vector {
 public:
  constexpr Vector() = default;
  explicit Vector(std::size_t count) { resize(count); }
  Vector(std::size_t count, const T& value) { resize(count, value); }
  Vector(const Vector& other) { append(other.span()); }
  Vector(Vector&& other) noexcept = default;
  Vector& operator=(const Vector& other) {
    Vector copy(other);
    buffer_ = std::move(copy.buffer_);
    return *this;
  }
  Vector& operator=(Vector&& other) noexcept = default;

  /// From the values, in order.
  template <class... Values>
  static Vector of(Values&&... values) {
    Vector made;
    made.reserve(sizeof...(Values));
    (made.push_back(std::forward<Values>(values)), ...);
    return made;
  }

  constexpr std::size_t size() const { return buffer_.size(); }
  constexpr bool empty() const { return buffer_.size() == 0; }
  constexpr std::size_t capacity() const { return buffer_.capacity(); }

  T& operator[](std::size_t index) { return prim::buffer_at(buffer_, index); }
  const T& operator[](std::size_t index) const { return prim::buffer_at(buffer_, index); }
  T& at(std::size_t index) { return (*this)[index]; }
  const T& at(std::size_t index) const { return (*this)[index]; }
  T& front() { return (*this)[0]; }
  const T& front() const { return (*this)[0]; }
  T& back() { return (*this)[size() - 1]; }
  const T& back() const { return (*this)[size() - 1]; }

  void reserve(std::size_t count) { prim::buffer_reserve(buffer_, count); }
  /// New elements are T{}.
  void resize(std::size_t count) {
    const std::size_t before = size();
    resize_zeroed(count);
    if constexpr (!std::is_trivially_default_constructible_v<T>) {
      for (std::size_t i = before; i < count; ++i) (*this)[i] = T{};
    }
  }
  void resize(std::size_t count, const T& value) {
    const T copy = value;
    const std::size_t before = size();
    resize_zeroed(count);
    for (std::size_t i = before; i < count; ++i) (*this)[i] = copy;
  }
  void clear() { resize_zeroed(0); }

  void push_back(const T& value) { emplace_back(value); }
  void push_back(T&& value) { emplace_back(std::move(value)); }
  template <class... Args>
  T& emplace_back(Args&&... args) {
    check_element();
    // Made before the row grows: an argument may be an element of it.
    T value(std::forward<Args>(args)...);
    T& place = prim::buffer_push(buffer_);
    place = std::move(value);
    return place;
  }
  void pop_back() { erase(size() - 1); }
  /// The last element, taken out.
  T take_back() {
    T last = std::move(back());
    pop_back();
    return last;
  }

  void insert(std::size_t index, T value) {
    check_element();
    prim::buffer_insert(buffer_, index, 1);
    (*this)[index] = std::move(value);
  }
  void erase(std::size_t index, std::size_t count = 1) {
    prim::buffer_erase(buffer_, index, count);
  }
  void append(const Span<const T>& values) {
    check_element();
    const std::size_t before = size();
    if constexpr (std::is_trivially_copyable_v<T>) {
      prim::buffer_reserve(buffer_, before + values.size());
      resize_zeroed(before + values.size());
      prim::buffer_copy(buffer_, before, values);
    } else {
      reserve(before + values.size());
      for (std::size_t i = 0; i < values.size(); ++i) push_back(values[i]);
    }
  }
  void swap(Vector& other) noexcept {
    Vector mine = std::move(*this);
    *this = std::move(other);
    other = std::move(mine);
  }

  Span<T> span() { return subspan(0, size()); }
  Span<const T> span() const { return subspan(0, size()); }
  Span<T> subspan(std::size_t from, std::size_t count) {
    Span<T> view;
    prim::buffer_view(buffer_, from, count, view);
    return view;
  }
  Span<const T> subspan(std::size_t from, std::size_t count) const {
    Span<const T> view;
    prim::buffer_view(buffer_, from, count, view);
    return view;
  }
  operator Span<T>() { return span(); }              // NOLINT: implicit by intent
  operator Span<const T>() const { return span(); }  // NOLINT: implicit by intent

  /// Over the elements that there are now.
  SpanIterator<T> begin() { return span().begin(); }
  SpanIterator<T> end() { return span().end(); }
  SpanIterator<const T> begin() const { return span().begin(); }
  SpanIterator<const T> end() const { return span().end(); }

  friend bool operator==(const Vector& left, const Vector& right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!(left[i] == right[i])) return false;
    }
    return true;
  }

 private:
  static constexpr void check_element() {
    static_assert(detail::kCollectable<T>,
                  "elements of a collected vector are assignable and have no destructors");
    static_assert(std::is_copy_constructible_v<T>, "linear types cannot lie in a collected vector");
  }
  void resize_zeroed(std::size_t count) {
    check_element();
    prim::buffer_resize(buffer_, count);
  }

  detail::Buffer<T> buffer_;
};

}  // namespace sip
