// Little-endian writing for the builders.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace image_builder {

using Blob = std::vector<unsigned char>;

inline void put(Blob& blob, std::size_t at, std::uint64_t value, unsigned width) {
  if (blob.size() < at + width) blob.resize(at + width);
  for (unsigned i = 0; i < width; ++i) blob[at + i] = static_cast<unsigned char>(value >> (8 * i));
}

inline void put_text(Blob& blob, std::size_t at, std::string_view text) {
  if (blob.size() < at + text.size()) blob.resize(at + text.size());
  for (std::size_t i = 0; i < text.size(); ++i) blob[at + i] = static_cast<unsigned char>(text[i]);
}

inline std::size_t round_up(std::size_t value, std::size_t to) {
  return (value + to - 1) / to * to;
}

}  // namespace image_builder
