// The checked heap: stands in for collected memory when a program is compared with itself. Nothing
// is ever given back, so that each object keeps its place; instead each has a generation tag, which
// every address into it carries in its upper 16 bits and every access compares. Neighbours:
// rows.cpp and views.cpp, the primitives that hand such addresses out; report.hpp, where mismatches
// go.
#pragma once
#include <cstdint>

namespace checked {

/// An address as the library's types hold it: 48 bits of place, 16 of generation. Generation 0 is a
/// place outside of the checked heap (a literal, a frame), which the sanitizers watch.
using Tagged = std::uint64_t;

inline char* place_of(Tagged address) {
  return reinterpret_cast<char*>(address << 16 >> 16);
}
inline std::uint16_t generation_of(Tagged address) {
  return static_cast<std::uint16_t>(address >> 48);
}

struct Row {  // sip::detail::Buffer
  Tagged first;
  std::uint64_t size, capacity;
};

struct View {  // sip::Span, sip::StringView
  Tagged first;
  std::uint64_t size;
};

/// A new object of zeros. `owner` is the Row that it is the storage of, or null.
Tagged make_object(std::uint64_t bytes, const Row* owner);

/// The owner has another storage from now on: what still looks at this one is stale. By the dialect
/// that is defined (it sees what the elements were), so it is counted and not an error.
void retire(Tagged address);

/// Whether retire() was told of it.
bool is_retired(Tagged address);

/// Only the first `used` bytes of the object may be looked at.
void limit(Tagged address, std::uint64_t used);

/// The storage belongs to another Row. Gives its new address: what looked at it through the old one
/// is stale.
Tagged give(Tagged address, const Row* owner);

/// Whether nobody can have been given a reference to this place: it is no part of an object that
/// was ever in use.
bool is_wild(const void* place);

/// Compares the tag, the bounds and, for storage, whether the Row that owns it is still there.
/// Gives the plain place.
char* access(Tagged address, std::uint64_t bytes);

/// The tagged address of a place that may be in the checked heap.
Tagged tagged(const void* place);

/// Bytes were moved from `from` to `to`: the Rows among them are where they are now.
void relocated(const char* to, const char* from, std::uint64_t bytes);

}  // namespace checked
