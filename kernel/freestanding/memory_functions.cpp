// The four functions that clang calls whether asked or not, for the bare-metal kernel. Whole words
// by `rep movsb/stosb`: every CPU that runs us has the fast form, and the emulator treats it as one
// instruction.
#include <string.h>

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, size_t bytes) {
  void* const result = to;
  // SAFETY: the caller vouches for both ranges; DF is clear in the kernel (the entries see to it).
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes) : : "memory");
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
  asm volatile("rep stosb" : "+D"(to), "+c"(bytes) : "a"(value) : "memory");
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
