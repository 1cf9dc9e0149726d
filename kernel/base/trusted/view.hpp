// Bytes seen as characters: the one reinterpretation that text fields of images and messages need.
#pragma once
#include <string_view>

#include "base/trusted/bytes.hpp"

namespace kernel {

inline std::string_view as_text(std::span<const char> characters) {
  return {characters.data(), characters.size()};
}
inline std::string_view as_text(Bytes bytes) {
  // SAFETY: any byte may be read as a char, and the view keeps the bounds.
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
// SAFETY: the text is as lasting as its bytes.
inline hal::LastingText as_text(ImageBytes bytes) {
  return hal::detail::LastingMaker::of_text(as_text(Bytes(bytes)));
}

// A zero-padded name of a record as text; the padding is not part of it.
inline std::string_view name_text(std::string_view padded) {
  return padded.substr(0, padded.find('\0'));
}
inline hal::LastingText name_text(hal::LastingText padded) {
  return padded.substr(0, padded.find('\0'));
}

// The other way: as much as fits; how many characters that is.
inline std::uint32_t write_text(std::span<char> field, std::string_view text) {
  std::size_t length = 0;
  for (; length < field.size() && length < text.size(); ++length) field[length] = text[length];
  return static_cast<std::uint32_t>(length);
}
// Into a field that is zero, of which the last byte stays so.
inline void write_name(std::span<char> field, std::string_view text) {
  write_text(field.first(field.size() - 1), text);
}

// Text that a SIP or an image wrote: what does not print becomes \xNN, so that it cannot forge
// lines or drive a terminal.
struct [[clang::annotate("sip::view")]] Escaped {
  std::string_view text;
};

}  // namespace kernel
