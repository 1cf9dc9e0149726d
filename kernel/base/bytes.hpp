// Reading little-endian fields from untrusted bytes. A reader never goes past its span: a read
// outside is a kernel bug that the hardened span traps, so callers check sizes first and say what
// is wrong with the input.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace kernel {

using Bytes = std::span<const std::byte>;

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
constexpr T read(Bytes bytes, std::uint64_t offset) {
  const Bytes field = bytes.subspan(offset, sizeof(T));
  std::uint64_t value = 0;
  for (std::size_t i = sizeof(T); i-- > 0;)
    value = (value << 8) | std::to_integer<std::uint64_t>(field[i]);
  return static_cast<T>(value);
}

template <class T>
constexpr void write(std::span<std::byte> bytes, std::uint64_t offset, T value) {
  const std::span<std::byte> field = bytes.subspan(offset, sizeof(T));
  for (std::size_t i = 0; i < sizeof(T); ++i)
    field[i] = static_cast<std::byte>(static_cast<std::uint64_t>(value) >> (8 * i));
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
