// Collected memory: the two types of the library that hold an address in it, and the primitives
// that are the only code to look at that address. Holding a Buffer or a Reference proves that what
// it leads to is alive and has the type T, however long ago it was made; it does not prove that
// anybody else still uses it. All bytes zero is a valid, empty one of each. Typing rules:
// docs/primitives.md. Only `sip::` headers name them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "sip/erased.hpp"
#include "sip/span.hpp"

namespace sip {

namespace detail {

template <class T>
class Buffer;
template <class T>
class Reference;

/// Whether a T holds references that the collector must follow. Every type of the library that
/// does is not trivially copyable, so that whatever holds one is not either.
enum class Content : std::uint32_t { kReferences = 0, kPlain = 1 };
template <class T>
inline constexpr Content kContentOf =
    std::is_trivially_copyable_v<T> ? Content::kPlain : Content::kReferences;

}  // namespace detail

namespace prim {
namespace raw {
using detail::Content;
Erased& buffer_at(const Erased& buffer, std::uint64_t index,
                  std::uint64_t size) asm("sip_buffer_at");
Erased& buffer_push(Erased& buffer, std::uint64_t size, Content content) asm("sip_buffer_push");
void buffer_reserve(Erased& buffer, std::uint64_t count, std::uint64_t size,
                    Content content) asm("sip_buffer_reserve");
void buffer_resize(Erased& buffer, std::uint64_t count, std::uint64_t size,
                   Content content) asm("sip_buffer_resize");
void buffer_insert(Erased& buffer, std::uint64_t index, std::uint64_t count, std::uint64_t size,
                   Content content) asm("sip_buffer_insert");
void buffer_erase(Erased& buffer, std::uint64_t index, std::uint64_t count,
                  std::uint64_t size) asm("sip_buffer_erase");
void buffer_move(Erased& to, Erased& from) asm("sip_buffer_move");
void buffer_view(const Erased& buffer, std::uint64_t from, std::uint64_t count, Erased& view,
                 std::uint64_t size) asm("sip_buffer_view");
void buffer_copy(Erased& buffer, std::uint64_t index, const Erased& from,
                 std::uint64_t size) asm("sip_buffer_copy");
void reference_make(Erased& to, std::uint64_t size, Content content) asm("sip_reference_make");
void reference_copy(Erased& to, const Erased& from) asm("sip_reference_copy");
bool reference_same(const Erased& left, const Erased& right) asm("sip_reference_same");
bool reference_is_null(const Erased& reference) asm("sip_reference_is_null");
Erased& reference_at(const Erased& reference) asm("sip_reference_at");
}  // namespace raw

// A row of elements that grows. What is not in use is zero. Out of range, or no memory left: ends
// the SIP.
template <class T>
inline T& buffer_at(detail::Buffer<T>& buffer, std::uint64_t index) {
  return restored<T>(raw::buffer_at(erased(buffer), index, sizeof(T)));
}
template <class T>
inline const T& buffer_at(const detail::Buffer<T>& buffer, std::uint64_t index) {
  return restored<const T>(raw::buffer_at(erased(buffer), index, sizeof(T)));
}
// One more element at the end, all zero.
template <class T>
inline T& buffer_push(detail::Buffer<T>& buffer) {
  return restored<T>(raw::buffer_push(erased(buffer), sizeof(T), detail::kContentOf<T>));
}
template <class T>
inline void buffer_reserve(detail::Buffer<T>& buffer, std::uint64_t count) {
  raw::buffer_reserve(erased(buffer), count, sizeof(T), detail::kContentOf<T>);
}
template <class T>
inline void buffer_resize(detail::Buffer<T>& buffer, std::uint64_t count) {
  raw::buffer_resize(erased(buffer), count, sizeof(T), detail::kContentOf<T>);
}
// `count` zero elements before `index`; the `count` elements from `index` on go away.
template <class T>
inline void buffer_insert(detail::Buffer<T>& buffer, std::uint64_t index, std::uint64_t count) {
  raw::buffer_insert(erased(buffer), index, count, sizeof(T), detail::kContentOf<T>);
}
template <class T>
inline void buffer_erase(detail::Buffer<T>& buffer, std::uint64_t index, std::uint64_t count) {
  raw::buffer_erase(erased(buffer), index, count, sizeof(T));
}
// `to` becomes what `from` was, and `from` empty.
template <class T>
inline void buffer_move(detail::Buffer<T>& to, detail::Buffer<T>& from) {
  raw::buffer_move(erased(to), erased(from));
}
// The view becomes `count` elements from `from` on.
template <class T>
inline void buffer_view(detail::Buffer<T>& buffer, std::uint64_t from, std::uint64_t count,
                        Span<T>& view) {
  raw::buffer_view(erased(buffer), from, count, erased(view), sizeof(T));
}
template <class T>
inline void buffer_view(const detail::Buffer<T>& buffer, std::uint64_t from, std::uint64_t count,
                        Span<const T>& view) {
  raw::buffer_view(erased(buffer), from, count, erased(view), sizeof(T));
}
// Only plain elements: those of `from` over those of `buffer` from `index` on.
template <class T>
inline void buffer_copy(detail::Buffer<T>& buffer, std::uint64_t index, const Span<const T>& from) {
  raw::buffer_copy(erased(buffer), index, erased(from), sizeof(T));
}
// The same for characters and text.
void text_append(detail::Buffer<char>& buffer, const StringView& text) asm("sip_text_append");
void text_of(const detail::Buffer<char>& buffer, std::uint64_t from, std::uint64_t count,
             StringView& text) asm("sip_text_of");

// One object. make: a new one, all zero.
template <class T>
inline void reference_make(detail::Reference<T>& to) {
  raw::reference_make(erased(to), sizeof(T), detail::kContentOf<T>);
}
template <class T>
inline void reference_copy(detail::Reference<T>& to, const detail::Reference<T>& from) {
  raw::reference_copy(erased(to), erased(from));
}
template <class T>
inline bool reference_same(const detail::Reference<T>& left, const detail::Reference<T>& right) {
  return raw::reference_same(erased(left), erased(right));
}
template <class T>
inline bool reference_is_null(const detail::Reference<T>& reference) {
  return raw::reference_is_null(erased(reference));
}
// A null one ends the SIP.
template <class T>
inline T& reference_at(const detail::Reference<T>& reference) {
  return restored<T>(raw::reference_at(erased(reference)));
}

// What a collection costs and holds, for tests and tools.
std::uint64_t collected_heap_bytes() asm("sip_collected_heap_bytes");
std::uint64_t collected_live_bytes() asm("sip_collected_live_bytes");  // collects first

}  // namespace prim

namespace detail {

template <class T>
class Buffer {
 public:
  constexpr Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  Buffer(Buffer&& other) noexcept { prim::buffer_move(*this, other); }
  Buffer& operator=(Buffer&& other) noexcept {
    prim::buffer_move(*this, other);
    return *this;
  }
  constexpr std::size_t size() const { return size_; }
  constexpr std::size_t capacity() const { return capacity_; }

 private:
  T* first_ = nullptr;  // the bodies of the primitives know this layout
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

template <class T>
class [[clang::annotate("sip::collected")]] Reference {
 public:
  constexpr Reference() = default;
  Reference(const Reference& other) { prim::reference_copy(*this, other); }
  Reference& operator=(const Reference& other) {
    prim::reference_copy(*this, other);
    return *this;
  }

 private:
  T* object_ = nullptr;
};

}  // namespace detail

/// The part of a Gc that only trusted code can write: its arrow.
template <class T>
class [[clang::annotate("sip::collected")]] GcArrow {
 public:
  // SAFETY: a pointer only until the member behind the arrow is named: the checker lets nobody keep
  // it.
  T* operator->() const { return &prim::reference_at(object_); }

 protected:
  detail::Reference<T> object_;
};

}  // namespace sip
