// What the two builds of the checked runtime have from their sanitizers: address (whose shadow says
// which bytes may be touched) and memory (which follows what was never written).
#pragma once
#include <cstdint>

#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif

namespace checked {

#if __has_feature(address_sanitizer)
inline constexpr bool kForbids = true;
inline void forbid(const void* place, std::uint64_t bytes) {
  __asan_poison_memory_region(place, bytes);
}
inline void allow(const void* place, std::uint64_t bytes) {
  __asan_unpoison_memory_region(place, bytes);
}
inline bool is_forbidden(const void* place, std::uint64_t bytes) {
  return __asan_region_is_poisoned(const_cast<void*>(place), bytes) != nullptr;
}
#else
inline constexpr bool kForbids = false;
inline void forbid(const void*, std::uint64_t) {}
inline void allow(const void*, std::uint64_t) {}
inline bool is_forbidden(const void*, std::uint64_t) {
  return false;
}
#endif

}  // namespace checked
