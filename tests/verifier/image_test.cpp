// The image's structure: the good one passes, every changed bit is refused, and nothing crashes.
#include "support/certified.hpp"

using namespace fixture;

namespace {

verifier::Report check(const Bytes& bytes, const std::optional<verifier::PublicKey>& key) {
  verifier::Report report;
  if (const auto image = verifier::read_image(verifier::View(bytes), report)) {
    verifier::run_checks(*image, report);
    verifier::check_certificate(*image, key, report);
  }
  return report;
}

bool refuses(const Bytes& bytes) {
  return check(bytes, test_public_key()).open_count() != 0;
}

bool certificate_finds(const Bytes& bytes, const char* number) {
  unsigned value = 0;
  REQUIRE(verifier::parse_number(number, value));
  return check(bytes, test_public_key()).has(value);
}

Bytes with_number(std::size_t offset, std::uint64_t value, unsigned width) {
  Bytes image = good_image();
  put(image, offset, value, width);
  return image;
}

}  // namespace

TEST_CASE("the fixture passes every check group") {
  const verifier::Report report = check(good_image(), test_public_key());
  INFO(verifier::render_text(report, true));
  CHECK(report.findings().empty());
  CHECK(report.authorities().size() == 2);
}

TEST_CASE("flips that keep the hashes right never crash a check") {
  const std::size_t first = get(good_image(), 32, 8);
  const std::size_t step = (good_image().size() - first) / 300;
  for (std::size_t i = 0; i < 300; ++i) {
    Bytes image = good_image();
    image[first + i * step + i % 97] ^= static_cast<std::uint8_t>(1u << i % 8);
    rehash(image);
    CHECK(refuses(image));  // the certificate no longer fits
  }
}

TEST_CASE("images cut anywhere are refused") {
  for (std::size_t size :
       {0u, 1u, 7u, 8u, 43u, 4095u, 4096u, 8191u, 8192u, 12287u, 12288u, 20000u, 65536u}) {
    Bytes image = good_image();
    image.resize(size);
    CHECK(refuses(image));
  }
  Bytes longer = good_image();
  longer.resize(longer.size() + 4096);
  CHECK(refuses(longer));
}

TEST_CASE("each finding about the image's structure has an image that gets it") {
  CHECK(finds(Bytes{}, "BV0101"));
  CHECK(finds(Bytes(20000, 0x5a), "BV0101"));
  CHECK(finds(with_number(8, 2, 4), "BV0102"));              // version
  CHECK(finds(with_number(12, 60000, 4), "BV0102"));         // part count
  CHECK(finds(with_number(16, 4096, 8), "BV0102"));          // image size
  CHECK(finds(with_number(100, 1, 1), "BV0103"));            // header page
  CHECK(finds(with_number(8192 + 40, 1, 1), "BV0103"));      // reserved in an entry
  CHECK(finds(with_number(8192, 2, 2), "BV0104"));           // kind
  CHECK(finds(with_number(8192 + 96 + 2, 0, 2), "BV0104"));  // program of the system manifest
  CHECK(finds(with_number(8192 + 8, 8192, 8), "BV0105"));    // overlaps the table
  CHECK(finds(with_number(8192 + 16, ~std::uint64_t{0}, 8), "BV0105"));
  CHECK(finds(with_number(8192 + 48, 0, 1), "BV0106"));
  CHECK(finds(with_number(8192 + 4, 1, 4), "BV0107"));  // access of a record
}

TEST_CASE("each finding about symbols and debug information has an image that gets it") {
  System system = standard();
  system.server().symbols[0] = 200;
  CHECK(finds(system, "BV0110"));
  system = standard();
  append(system.server().debug, 0xffffffff, 8);
  CHECK(finds(system, "BV0111"));
}

TEST_CASE("each finding about the certificate has an image that gets it") {
  Bytes bare = good_image();
  std::fill_n(bare.begin() + 4096, 4096, 0);
  CHECK(certificate_finds(bare, "BV0140"));
  CHECK(certificate_finds(with_number(4096, 0, 1), "BV0141"));
  CHECK(certificate_finds(with_number(4096 + 8, 3, 4), "BV0141"));
  CHECK(certificate_finds(with_number(4096 + 8, 1, 4), "BV0147"));
  CHECK(certificate_finds(with_number(4096 + 112, 3, 8), "BV0142"));
  CHECK(certificate_finds(with_number(4096 + 16, 0, 8), "BV0143"));
  CHECK(certificate_finds(with_number(4096 + 48, 0, 8), "BV0144"));
  CHECK(certificate_finds(with_number(4096 + 140, 0, 8), "BV0145"));
  CHECK(certificate_finds(with_number(4096 + 120, 302, 2), "BV0146"));
}

TEST_CASE("a public key makes the difference between another's certificate and ours") {
  verifier::PublicKey other = test_public_key();
  other[64] ^= 1;
  CHECK(check(good_image(), other).open_count() != 0);
  const verifier::Report unsigned_check = check(good_image(), std::nullopt);
  CHECK(unsigned_check.open_count() == 0);
  CHECK(unsigned_check.notes().back().find("signature was not checked") != std::string::npos);
}
