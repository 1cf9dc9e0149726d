// Span: a view of elements in a row that belong to somebody else: a Vector, an Array, a part of
// one. Holding one proves that the elements are readable (and, unless they are const, writable) as
// long as it is held; it does not prove that their owner still counts them among its own.
//
// In the trusted part because it holds an address; the primitives are the only code that uses it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "sip/erased.hpp"
#include "sip/string_view.hpp"

namespace sip {

template <class T>
class Span;

namespace prim {
namespace raw {
Erased& span_at(const Erased& span, std::uint64_t index, std::uint64_t size) asm("sip_span_at");
void span_part(const Erased& span, std::uint64_t from, std::uint64_t count, Erased& part,
               std::uint64_t size) asm("sip_span_part");
void span_of(const Erased& first, std::uint64_t count, Erased& span) asm("sip_span_of");
void span_copy(const Erased& span, Erased& same) asm("sip_span_copy");
}  // namespace raw

// Out of range ends the SIP.
template <class T>
inline T& span_at(const Span<T>& span, std::uint64_t index) {
  return restored<T>(raw::span_at(erased(span), index, sizeof(T)));
}
template <class T>
inline void span_part(const Span<T>& span, std::uint64_t from, std::uint64_t count, Span<T>& part) {
  raw::span_part(erased(span), from, count, erased(part), sizeof(T));
}
// The `count` elements that start at `first`.
template <class T>
inline void span_of(T& first, std::uint64_t count, Span<T>& span) {
  raw::span_of(erased(first), count, erased(span));
}
template <class T>
inline void span_as_const(const Span<T>& span, Span<const T>& same) {
  raw::span_copy(erased(span), erased(same));
}
void text_of_span(const Span<const char>& span, StringView& text) asm("sip_text_of_span");
void span_of_text(const StringView& text, Span<const char>& span) asm("sip_span_of_text");
}  // namespace prim

/// An iterator over a view: the place is checked at each use.
template <class T>
class [[clang::annotate("sip::view")]] SpanIterator {
 public:
  SpanIterator(const Span<T>& span, std::size_t place) : span_(span), place_(place) {}
  T& operator*() const { return prim::span_at(span_, place_); }
  SpanIterator& operator++() {
    ++place_;
    return *this;
  }
  bool operator!=(const SpanIterator& end) const { return place_ < end.place_; }

 private:
  Span<T> span_;
  std::size_t place_;
};

template <class T>
class [[clang::annotate("sip::view")]] Span {
 public:
  constexpr Span() = default;
  /// A view that may write is also one that only reads.
  template <class U>
    requires(std::is_same_v<T, const U> && !std::is_const_v<U>)
  Span(const Span<U>& other) {  // NOLINT: implicit by intent
    prim::span_as_const(other, *this);
  }

  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  T& operator[](std::size_t index) const { return prim::span_at(*this, index); }
  T& front() const { return prim::span_at(*this, 0); }
  T& back() const { return prim::span_at(*this, size_ - 1); }

  Span span() const { return *this; }
  Span subspan(std::size_t from, std::size_t count) const {
    Span part;
    prim::span_part(*this, from, count, part);
    return part;
  }
  Span first(std::size_t count) const { return subspan(0, count); }
  Span last(std::size_t count) const { return subspan(size_ - count, count); }

  SpanIterator<T> begin() const { return SpanIterator<T>(*this, 0); }
  SpanIterator<T> end() const { return SpanIterator<T>(*this, size_); }

 private:
  T* first_ = nullptr;  // the bodies of the primitives know this layout: address, then size
  std::size_t size_ = 0;
};

}  // namespace sip
