// Trusted stand-ins for the library's text, views and containers: what they hand out is what the
// real ones do, and each carries the annotation that the real one has.
#pragma once

#include "primitives.hpp"
#include "utility"

namespace sip {

class [[clang::annotate("sip::view")]] StringView {
 public:
  constexpr StringView() = default;
  template <unsigned long N>
  constexpr StringView(const char (&text)[N]) : text_(text), length_(N - 1) {}
  constexpr StringView(const char* text, unsigned long length) : text_(text), length_(length) {}
  constexpr unsigned long size() const { return length_; }
  constexpr bool empty() const { return length_ == 0; }
  constexpr const char* data() const { return text_; }
  constexpr char operator[](unsigned long index) const { return text_[index]; }
  StringView substr(unsigned long from, unsigned long count = ~0ul) const {
    return {text_ + from, count < length_ - from ? count : length_ - from};
  }
  void remove_prefix(unsigned long count) { *this = substr(count); }
  friend bool operator==(StringView a, StringView b) { return a.length_ == b.length_; }

 private:
  const char* text_ = nullptr;
  unsigned long length_ = 0;
};

class [[clang::annotate("sip::collected")]] String {
 public:
  String() = default;
  String(StringView text) : text_(text.data()), length_(text.size()) {}
  operator StringView() const { return {text_, length_}; }
  StringView view() const { return {text_, length_}; }
  unsigned long size() const { return length_; }
  String& append(StringView text) {
    length_ += text.size();
    return *this;
  }

 private:
  const char* text_ = nullptr;
  unsigned long length_ = 0;
};

template <class T> class [[clang::annotate("sip::view")]] Iterator {
 public:
  Iterator() = default;
  explicit Iterator(T* place) : place_(place) {}
  T& operator*() const { return *place_; }
  T* operator->() const { return place_; }
  Iterator& operator++() {
    ++place_;
    return *this;
  }
  bool operator!=(const Iterator& other) const { return place_ != other.place_; }

 private:
  T* place_ = nullptr;
};

template <class T> class [[clang::annotate("sip::view")]] Span {
 public:
  Span() = default;
  Span(T& one) : data_(&one), size_(1) {}
  Span(T* data, unsigned long size) : data_(data), size_(size) {}
  T& operator[](unsigned long index) const { return data_[index]; }
  unsigned long size() const { return size_; }
  Span first(unsigned long count) const { return {data_, count}; }
  Iterator<T> begin() const { return Iterator<T>(data_); }
  Iterator<T> end() const { return Iterator<T>(data_ + size_); }

 private:
  T* data_ = nullptr;
  unsigned long size_ = 0;
};

template <class T> class [[clang::annotate("sip::collected")]] Vector {
 public:
  Vector() = default;
  explicit Vector(unsigned long size) : size_(size) {}
  T at(int) const { return T{}; }
  T& operator[](unsigned long index) { return data_[index]; }
  const T& operator[](unsigned long index) const { return data_[index]; }
  T& front() { return data_[0]; }
  T& back() { return data_[size_ - 1]; }
  void push_back(T value) { data_[size_++] = std::move(value); }
  void pop_back() { --size_; }
  unsigned long size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Span<T> span() { return {data_, size_}; }
  Iterator<T> begin() { return Iterator<T>(data_); }
  Iterator<T> end() { return Iterator<T>(data_ + size_); }
  Iterator<const T> begin() const { return Iterator<const T>(data_); }
  Iterator<const T> end() const { return Iterator<const T>(data_ + size_); }

 private:
  T* data_ = nullptr;
  unsigned long size_ = 0;
};

// A fixed number of elements inside the object itself.
template <class T, unsigned long N> class Array {
 public:
  T& operator[](unsigned long index) { return items_[index]; }
  const T& operator[](unsigned long index) const { return items_[index]; }
  static constexpr unsigned long size() { return N; }
  Span<T> span() { return {items_, N}; }
  Iterator<T> begin() { return Iterator<T>(items_); }
  Iterator<T> end() { return Iterator<T>(items_ + N); }

 private:
  T items_[N] = {};
};

template <class> class Function;
template <class R, class... A> class [[clang::annotate("sip::collected")]] Function<R(A...)> {
 public:
  Function() = default;
  template <class F> Function(F) {}
  R operator()(A...) const { panic_now(); }
};

}  // namespace sip
