// The representations of the library's types that lead to collected memory, and how memory for them
// is had. Neighbours: collected.cpp, rows.cpp; the types are in
// trusted/include/sip/collected_primitives.hpp, span.hpp and string_view.hpp.
#pragma once
#include <cstdint>

namespace sip::body {

enum class Content : std::uint32_t { kReferences = 0, kPlain = 1 };

struct Row {  // sip::detail::Buffer
  char* first;
  std::uint64_t size;  // elements in use; the others are zero
  std::uint64_t capacity;
};

struct View {  // sip::Span, sip::StringView
  char* first;
  std::uint64_t size;
};

struct Object {  // sip::detail::Reference
  void* address;
};

// Zeroed, aligned to 16; ends the SIP when there is none.
void* allocate_collected(std::uint64_t bytes, Content content);

inline constexpr std::uint64_t kLargestRow = std::uint64_t{1} << 40;
[[noreturn]] void no_memory(std::uint64_t bytes);

// Room for at least `count` elements, twice what there was.
void grow(Row& row, std::uint64_t count, std::uint64_t size, Content content);

}  // namespace sip::body
