// Stand-in for what the kernel uses of the standard library, and for its own tables.
#pragma once

using size_t = decltype(sizeof(0));

namespace std {

enum class byte : unsigned char {};

template <class T, size_t N>
struct array {
  T elements[N];
  T* begin() { return elements; }
  T* end() { return elements + N; }
  const T* begin() const { return elements; }
  const T* end() const { return elements + N; }
  T& operator[](size_t index) { return elements[index]; }
};

template <class T>
class span {
 public:
  span() = default;
  template <size_t N>
  span(array<T, N>& of) : first_(of.elements), size_(N) {}
  T* begin() const { return first_; }
  T* end() const { return first_ + size_; }
  span first(size_t count) const {
    span part = *this;
    part.size_ = count;
    return part;
  }

 private:
  T* first_ = nullptr;
  size_t size_ = 0;
};

template <class C>
class basic_string_view {
 public:
  basic_string_view() = default;
  basic_string_view(const C* text) : text_(text) {}

 private:
  const C* text_ = nullptr;
};
using string_view = basic_string_view<char>;

}  // namespace std

namespace hal {
namespace detail {
struct LastingMaker {
  template <class T>
  static std::span<T> of(std::span<T> memory) {
    return memory;
  }
};
}  // namespace detail
}  // namespace hal

namespace kernel {

/// Memory that is there until power-off.
template <class T>
class [[clang::annotate("sip::lasting")]] Lasting : public std::span<T> {};

template <class Record>
struct Table {
  Record& operator[](unsigned id) const { return first[id]; }
  Record* begin() const { return first; }
  Record* end() const { return first + count; }
  Record* first = nullptr;
  unsigned count = 0;
};

void print(std::string_view text);

}  // namespace kernel
