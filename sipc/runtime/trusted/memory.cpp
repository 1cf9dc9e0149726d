// The four functions that the code generator calls by itself. Compiled without builtins, so that
// they do not become calls of themselves.
#include <cstddef>

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size) {
  char* out = static_cast<char*>(to);
  const char* in = static_cast<const char*>(from);
  for (std::size_t i = 0; i < size; ++i) out[i] = in[i];  // SAFETY: the caller owns both ranges
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  char* out = static_cast<char*>(to);
  const char* in = static_cast<const char*>(from);
  if (out < in) {
    for (std::size_t i = 0; i < size; ++i)
      out[i] = in[i];  // SAFETY: forwards when the target lies lower
  } else {
    for (std::size_t i = size; i > 0; --i)
      out[i - 1] = in[i - 1];  // SAFETY: backwards when it lies higher
  }
  return to;
}

void* memset(void* to, int value, std::size_t size) {
  char* out = static_cast<char*>(to);
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<char>(value);  // SAFETY: the caller owns the range
  return to;
}

int memcmp(const void* left, const void* right, std::size_t size) {
  const unsigned char* a = static_cast<const unsigned char*>(left);
  const unsigned char* b = static_cast<const unsigned char*>(right);
  for (std::size_t i = 0; i < size; ++i) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

}  // extern "C"
