// The functions that clang calls whether asked or not, for the bare-metal kernel. Words, then the
// bytes that are left: processors do `rep movsb` as fast, but an emulator takes a step for each
// repetition, and pages are zeroed and copied here.
#include <stdint.h>
#include <string.h>

namespace {

constexpr size_t kWord = sizeof(uint64_t);

}  // namespace

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, size_t bytes) {
  void* const result = to;
  // SAFETY: the caller vouches for both ranges; DF is clear in the kernel (the entries see to it).
  size_t words = bytes / kWord, rest = bytes % kWord;
  asm volatile("rep movsq" : "+D"(to), "+S"(from), "+c"(words) : : "memory");
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(rest) : : "memory");
  return result;
}

void* memmove(void* to, const void* from, size_t bytes) {
  auto* target = static_cast<unsigned char*>(to);
  const auto* source = static_cast<const unsigned char*>(from);
  if (target <= source || target >= source + bytes) return memcpy(to, from, bytes);
  while (bytes != 0) {
    --bytes;
    target[bytes] = source[bytes];
  }
  return to;
}

void* memset(void* to, int value, size_t bytes) {
  void* const result = to;
  // SAFETY: as for memcpy.
  const uint64_t pattern = static_cast<unsigned char>(value) * uint64_t{0x0101'0101'0101'0101};
  size_t words = bytes / kWord, rest = bytes % kWord;
  asm volatile("rep stosq" : "+D"(to), "+c"(words) : "a"(pattern) : "memory");
  asm volatile("rep stosb" : "+D"(to), "+c"(rest) : "a"(pattern) : "memory");
  return result;
}

int memcmp(const void* a, const void* b, size_t bytes) {
  const auto* left = static_cast<const unsigned char*>(a);
  const auto* right = static_cast<const unsigned char*>(b);
  for (size_t i = 0; i < bytes; ++i) {
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  }
  return 0;
}

void* memchr(const void* in, int value, size_t bytes) {
  const auto* bytes_in = static_cast<const unsigned char*>(in);
  for (size_t i = 0; i < bytes; ++i) {
    if (bytes_in[i] == static_cast<unsigned char>(value))
      return const_cast<unsigned char*>(bytes_in + i);
  }
  return nullptr;
}

size_t strlen(const char* text) {
  size_t length = 0;
  while (text[length] != 0) ++length;
  return length;
}
}
