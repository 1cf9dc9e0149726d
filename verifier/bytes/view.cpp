// Slicing, hashing and escaping of untrusted bytes.
#include "bytes/view.hpp"

#include <bearssl.h>
#include <fmt/format.h>

#include <algorithm>

namespace verifier {

View View::part(std::uint64_t offset, std::uint64_t count) const {
  if (offset >= bytes_.size()) return {};
  return View(bytes_.subspan(offset, std::min<std::uint64_t>(count, bytes_.size() - offset)));
}

std::optional<std::uint64_t> View::first_nonzero(std::uint64_t offset, std::uint64_t count) const {
  const auto bytes = part(offset, count).span();
  const auto found = std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; });
  if (found == bytes.end()) return std::nullopt;
  return offset + static_cast<std::uint64_t>(found - bytes.begin());
}

std::optional<std::string> View::terminated(std::uint64_t offset) const {
  const auto bytes = part(offset, size()).span();
  const auto end = std::ranges::find(bytes, 0);
  if (end == bytes.end()) return std::nullopt;
  return std::string(bytes.begin(), end);
}

std::optional<std::string> View::field(std::uint64_t offset, std::uint64_t width) const {
  if (!holds(offset, width)) return std::nullopt;
  std::optional<std::string> text = part(offset, width).terminated(0);
  if (!text || first_nonzero(offset + text->size(), width - text->size())) return std::nullopt;
  return text;
}

bool View::starts_with(std::string_view magic) const {
  return size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), bytes_.begin(),
                    [](char c, std::uint8_t b) { return static_cast<std::uint8_t>(c) == b; });
}

Hash sha256(View bytes) {
  br_sha256_context context;
  br_sha256_init(&context);
  br_sha256_update(&context, bytes.span().data(), bytes.size());
  Hash hash;
  br_sha256_out(&context, hash.data());
  return hash;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

std::string printable(std::string_view text, std::size_t most) {
  std::string result;
  for (const char c : text.substr(0, most)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
      result += c;
    else
      result += fmt::format("\\x{:02x}", byte);
  }
  if (text.size() > most) result += "...";
  return result;
}

}  // namespace verifier
