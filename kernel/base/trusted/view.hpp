// Bytes seen as characters: the one reinterpretation that text fields of images and messages need.
#pragma once
#include <string_view>

#include "base/bytes.hpp"

namespace kernel {

inline std::span<const char> as_characters(Bytes bytes) {
  // SAFETY: any byte may be read as a char, and the span keeps its bounds.
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline std::string_view as_text(Bytes bytes) {
  const std::span<const char> characters = as_characters(bytes);
  return {characters.data(), characters.size()};
}

}  // namespace kernel
