// No byte of an image can change unnoticed, and no damage makes the checker crash (this program
// runs under AddressSanitizer and UBSan).
#include <catch2/catch.hpp>
#include <random>

#include "check.hpp"

using namespace image_builder;

TEST_CASE("the image that the other cases damage is accepted") {
  REQUIRE(unit::check(make_image(unit::small_system())) == 0);
}

namespace {

// Whether the kernel's refusal says where the changed byte is. 28: the certificate is of another
// header or table.
bool says_where(std::size_t at, int refusal) {
  if (at < 4096) return (refusal >= 2 && refusal <= 10) || refusal == 28;
  if (at < 8192) return refusal >= 21 && refusal <= 29;
  return refusal == 28 || (refusal >= 31 && refusal <= 41);
}

}  // namespace

TEST_CASE("each byte of header, certificate and part table matters") {
  const Blob good = make_image(unit::small_system());
  const std::size_t first_part = good[32] | good[33] << 8 | good[34] << 16;
  // One part of the certificate says nothing that the kernel judges by itself, but the signature
  // covers it too.
  for (std::size_t at = 0; at < first_part; ++at) {
    Blob image = good;
    image[at] ^= static_cast<unsigned char>(1u << (at % 8));
    if (const int refusal = unit::check(image); !says_where(at, refusal))
      FAIL("byte " << at << ": refusal " << refusal);
  }
}

TEST_CASE("each bit of the header matters") {
  const Blob good = make_image(unit::small_system());
  for (std::size_t bit = 0; bit < 64 * 8; ++bit) {
    Blob image = good;
    image[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
    if (unit::check(image) == 0) FAIL("bit " << bit << " changed unnoticed");
  }
}

TEST_CASE("each of 5000 random bits of the parts matters, padding included") {
  const Blob good = make_image(unit::small_system());
  const std::size_t first_part = good[32] | good[33] << 8 | good[34] << 16;
  std::mt19937_64 chance(2026);
  for (std::size_t i = 0; i < 5000; ++i) {
    const std::size_t bit = first_part * 8 + chance() % ((good.size() - first_part) * 8);
    Blob image = good;
    image[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
    if (const int refusal = unit::check(image); refusal != 42)
      FAIL("bit " << bit << ": refusal " << refusal);
  }
}

TEST_CASE("a truncated or extended image is refused at every length") {
  const Blob good = make_image(unit::small_system());
  for (std::size_t length = 0; length < good.size(); length += length < 9000 ? 97 : 1021) {
    const Blob image(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK(unit::check(image) != 0);
  }
  Blob longer = good;
  longer.resize(good.size() + 4096);
  CHECK(unit::check(longer) == 6);
}
