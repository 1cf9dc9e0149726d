// No byte of an image can change unnoticed, and no damage makes the checker crash (this program
// runs under AddressSanitizer and UBSan).
#include <catch2/catch.hpp>

#include "check.hpp"

using namespace image_builder;

TEST_CASE("the image that the other cases damage is accepted") {
  REQUIRE(unit::check(make_image(unit::small_system())) == 0);
}

TEST_CASE("each byte of header, certificate and part table matters") {
  const Blob good = make_image(unit::small_system());
  const std::size_t first_part = good[32] | good[33] << 8 | good[34] << 16;
  // One part of the certificate says nothing that the kernel judges by itself, but the signature
  // covers it too.
  for (std::size_t at = 0; at < first_part; ++at) {
    Blob image = good;
    image[at] ^= static_cast<unsigned char>(1u << (at % 8));
    if (unit::check(image) == 0) FAIL("byte " << at << " changed unnoticed");
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

TEST_CASE("each of 2000 spread bits of the parts matters, padding included") {
  const Blob good = make_image(unit::small_system());
  for (std::size_t i = 0; i < 2000; ++i) {
    const std::size_t bit = good.size() * 8 / 2000 * i + i % 8;
    Blob image = good;
    image[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
    if (unit::check(image) == 0) FAIL("bit " << bit << " changed unnoticed");
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
