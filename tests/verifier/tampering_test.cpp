// No byte of a certified image changes unnoticed, and what is found says where: each byte of
// header, certificate and part table, and 5,000 random bits of the parts and their padding.
#include <random>

#include "support/certified.hpp"

using namespace fixture;

namespace {

constexpr std::size_t kPage = 4096, kTable = 2 * kPage, kEntry = 96;
using Numbers = std::vector<unsigned>;

// Structure, hashes and certificate: the groups that look at every byte.
verifier::Report read_and_compare(const Bytes& bytes) {
  verifier::Report report;
  if (const auto image = verifier::read_image(verifier::View(bytes), report))
    verifier::check_certificate(*image, test_public_key(), report);
  return report;
}

bool found_one_of(const verifier::Report& report, const Numbers& numbers) {
  return report.open_count() != 0 &&
         std::ranges::any_of(numbers, [&](unsigned number) { return report.has(number); });
}

Numbers reasons_in_header(std::size_t at) {
  if (at < 8) return {101};
  if (at >= 12 && at < 16) return {102, 103, 104, 105};  // the number of parts
  return {at < 44 ? 102u : 103u};
}

Numbers reasons_in_certificate(std::size_t at) {
  if (at < 12) return {141, 147};
  if (at < 16) return {141, 145};  // flags; a known one breaks the signature only
  if (at < 48) return {143};
  if (at < 80) return {144};
  if (at < 112) return {141, 145};
  if (at < 120) return {142};
  if (at < 136) return {146};
  return {at < 200 ? 145u : 141u};
}

// BV0143: what the structure alone allows is another table than the certificate's.
Numbers reasons_in_entry(std::size_t at) {
  if (at < 4) return {104};
  if (at < 8) return {107, 143};
  if (at < 16) return {105};
  if (at < 24) return {103, 105, 106, 107, 143};
  if (at < 40) return {107, 143};
  return {at >= 48 && at < 80 ? 106u : 103u};
}

}  // namespace

TEST_CASE("each byte of the header matters") {
  for (std::size_t at = 0; at < kPage; ++at) {
    Bytes image = good_image();
    image[at] ^= static_cast<std::uint8_t>(1u << at % 8);
    if (!found_one_of(read_and_compare(image), reasons_in_header(at))) FAIL("header byte " << at);
  }
}

TEST_CASE("each byte of the certificate matters") {
  Bytes bytes = good_image();
  verifier::Report unused;
  const auto image = verifier::read_image(verifier::View(bytes), unused);  // looks at `bytes`
  REQUIRE(image);
  for (std::size_t at = 0; at < kPage; ++at) {
    verifier::Report report;
    bytes[kPage + at] ^= static_cast<std::uint8_t>(1u << at % 8);
    // What lies behind the signature is not signed, and verifying one takes a millisecond.
    const auto key = at < 200 ? std::optional(test_public_key()) : std::nullopt;
    verifier::check_certificate(*image, key, report);
    bytes[kPage + at] ^= static_cast<std::uint8_t>(1u << at % 8);
    if (!found_one_of(report, reasons_in_certificate(at))) FAIL("certificate byte " << at);
  }
}

TEST_CASE("each byte of the part table matters") {
  const std::size_t end = kTable + get(good_image(), 12, 4) * kEntry;
  for (std::size_t at = kTable; at < get(good_image(), 32, 8); ++at) {
    Bytes image = good_image();
    image[at] ^= static_cast<std::uint8_t>(1u << at % 8);
    const Numbers reasons = at < end ? reasons_in_entry((at - kTable) % kEntry) : Numbers{103};
    const verifier::Report report = read_and_compare(image);
    INFO(verifier::render_text(report, false));
    if (!found_one_of(report, reasons))
      FAIL("entry " << (at - kTable) / kEntry << ", byte " << (at - kTable) % kEntry);
  }
}

TEST_CASE("5,000 random bits of the parts matter") {
  std::mt19937_64 chance(2026);
  const std::size_t first = get(good_image(), 32, 8) * 8;
  for (int i = 0; i < 5000; ++i) {
    Bytes image = good_image();
    const std::size_t bit = first + chance() % (image.size() * 8 - first);
    image[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    const verifier::Report report = read_and_compare(image);
    if (!report.has(106)) FAIL("bit " << bit);
  }
}
