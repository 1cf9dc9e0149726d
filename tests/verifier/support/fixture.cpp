// The neutral half: bytes, images.
#include "fixture.hpp"

#include <bearssl.h>

#include <algorithm>
#include <stdexcept>

namespace fixture {
namespace {

constexpr std::size_t kTable = 8192, kEntry = 96, kPage = 4096;

}  // namespace

void put(Bytes& bytes, std::size_t offset, std::uint64_t value, unsigned width) {
  for (unsigned i = 0; i < width; ++i)
    bytes.at(offset + i) = static_cast<std::uint8_t>(value >> (8 * i));
}

std::uint64_t get(const Bytes& bytes, std::size_t offset, unsigned width) {
  std::uint64_t value = 0;
  for (unsigned i = width; i-- > 0;) value = (value << 8) | bytes.at(offset + i);
  return value;
}

void append(Bytes& bytes, std::uint64_t value, unsigned width) {
  bytes.resize(bytes.size() + width);
  put(bytes, bytes.size() - width, value, width);
}

std::size_t patch_place(const Sip& sip) {
  const Bytes noops(10, 0x90);
  const auto found = std::ranges::search(sip.text.bytes, noops);
  if (found.empty()) throw std::runtime_error("the fixture has no place for patches");
  return static_cast<std::size_t>(found.begin() - sip.text.bytes.begin());
}

void put_code(Sip& sip, std::initializer_list<std::uint8_t> code) {
  std::ranges::copy(code, sip.text.bytes.begin() + static_cast<std::ptrdiff_t>(patch_place(sip)));
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("nothing to replace: " + std::string(from));
  text.replace(at, from.size(), to);
}

std::size_t part_index(const Bytes& image, unsigned kind, unsigned program) {
  for (std::size_t i = 0; i < get(image, 12, 4); ++i) {
    if (get(image, kTable + i * kEntry, 2) == kind &&
        get(image, kTable + i * kEntry + 2, 2) == program)
      return i;
  }
  throw std::runtime_error("no such part");
}

std::size_t part_offset(const Bytes& image, std::size_t index) {
  return get(image, kTable + index * kEntry + 8, 8);
}

void rehash(Bytes& image) {
  for (std::size_t i = 0; i < get(image, 12, 4); ++i) {
    const std::size_t size = (get(image, kTable + i * kEntry + 16, 8) + kPage - 1) / kPage * kPage;
    br_sha256_context context;
    br_sha256_init(&context);
    br_sha256_update(&context, image.data() + part_offset(image, i), size);
    br_sha256_out(&context, image.data() + kTable + i * kEntry + 48);
  }
}

void replace_in_image(Bytes& image, std::string_view from, std::string_view to) {
  const auto found = std::ranges::search(
      image, from, [](std::uint8_t byte, char c) { return byte == static_cast<std::uint8_t>(c); });
  if (found.empty() || from.size() != to.size())
    throw std::runtime_error("nothing to replace: " + std::string(from));
  std::ranges::copy(to, found.begin());
  rehash(image);
}

}  // namespace fixture
