// Reading fields and whole structures from untrusted bytes, which are little-endian as the machine
// is. A reader never goes past its span: a read outside is a kernel bug that the hardened span
// traps, so callers check sizes first and say what is wrong with the input.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include "hal/lasting.hpp"

namespace kernel {

using Bytes = std::span<const std::byte>;
using ImageBytes = hal::Lasting<const std::byte>;

// True if [offset, offset + size) lies in a whole of `total` bytes; no arithmetic overflows.
constexpr bool fits(std::uint64_t offset, std::uint64_t size, std::uint64_t total) {
  return offset <= total && size <= total - offset;
}

// offset + count * each, if that lies in a whole of `total`.
constexpr bool array_fits(std::uint64_t offset, std::uint64_t count, std::uint64_t each,
                          std::uint64_t total) {
  return offset <= total && (each == 0 || count <= (total - offset) / each);
}

template <class T>
T read(Bytes bytes, std::uint64_t offset) {
  static_assert(std::is_trivially_copyable_v<T>);
  T value;
  // SAFETY: subspan() traps unless all of it is there, and any bytes are a value of such a type.
  std::memcpy(&value, bytes.subspan(offset, sizeof(T)).data(), sizeof(T));
  return value;
}

template <class T>
void write(std::span<std::byte> bytes, std::uint64_t offset, const T& value) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::memcpy(bytes.subspan(offset, sizeof(T)).data(), &value, sizeof(T));
}

// All of `from`, to the beginning of `to`, which must have room for it. SAFETY: first() traps if it
// has not; memmove for the two may be one.
inline void copy_bytes(std::span<std::byte> to, Bytes from) {
  std::memmove(to.first(from.size()).data(), from.data(), from.size());
}
inline void zero_bytes(std::span<std::byte> bytes) {
  std::memset(bytes.data(), 0, bytes.size());
}

constexpr bool all_zero(Bytes bytes) {
  for (const std::byte byte : bytes) {
    if (byte != std::byte{0}) return false;
  }
  return true;
}

constexpr std::uint64_t round_up(std::uint64_t value, std::uint64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

}  // namespace kernel
