// Making and checking the certificate page.
#include "certificate/certificate.hpp"

#include <bearssl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace verifier {
namespace {

constexpr std::uint64_t kSigned = 136;  // bytes that the signature covers
constexpr std::uint64_t kWaivers = 8;
constexpr std::string_view kVersionText = "sipverify " BULKHEAD_VERSION;

void put(std::vector<std::uint8_t>& page, std::uint64_t at, std::uint64_t value, unsigned width) {
  for (unsigned i = 0; i < width; ++i) page[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

template <class Range>
void put_bytes(std::vector<std::uint8_t>& page, std::uint64_t at, const Range& bytes) {
  std::ranges::copy(bytes, page.begin() + static_cast<std::ptrdiff_t>(at));
}

PublicKey public_of(br_ec_private_key& key) {
  std::uint8_t buffer[BR_EC_KBUF_PUB_MAX_SIZE] = {};
  br_ec_compute_pub(br_ec_get_default(), nullptr, buffer, &key);
  PublicKey result;
  std::copy_n(buffer, result.size(), result.begin());
  return result;
}

void sign(std::vector<std::uint8_t>& page, const br_ec_private_key& key) {
  const Hash hash = sha256(View(page).part(0, kSigned));
  br_ecdsa_i31_sign_raw(br_ec_get_default(), &br_sha256_vtable, hash.data(), &key,
                        page.data() + kSigned);
}

void check_signature(View page, const PublicKey& key, Report& report) {
  PublicKey point = key;
  const br_ec_public_key public_key{
      .curve = BR_EC_secp256r1, .q = point.data(), .qlen = point.size()};
  const Hash hash = sha256(page.part(0, kSigned));
  if (!std::ranges::equal(sha256(View(key)), page.part(48, 32).span())) {
    report.add(144, "certificate, offset 48",
               fmt::format("key id {}", to_hex(page.part(48, 4).span())));
  }
  if (br_ecdsa_i31_vrfy_raw(br_ec_get_default(), hash.data(), hash.size(), &public_key,
                            page.span().data() + kSigned, 64) != 1) {
    report.add(145, "certificate, offset 136", "ECDSA P-256 does not verify");
  }
}

bool waivers_match_flag(View page) {
  const bool flagged = (page.u32(12) & kChecksWaived) != 0;
  bool ended = false;
  bool any = false;
  for (std::uint64_t i = 0; i < kWaivers; ++i) {
    const unsigned number = page.u16(120 + 2 * i);
    if (number != 0 && (ended || catalogue_entry(number) == nullptr)) return false;
    ended = ended || number == 0;
    any = any || number != 0;
  }
  return any == flagged;
}

}  // namespace

std::set<unsigned> waived_by_certificate(View file) {
  std::set<unsigned> numbers;
  const View page = file.part(kPage, kPage);
  for (std::uint64_t i = 0; i < kWaivers; ++i) {
    const unsigned number = page.u16(120 + 2 * i);
    // What makes an image unreadable, or the certificate itself, is never waived.
    if (catalogue_entry(number) != nullptr && number >= 200) numbers.insert(number);
  }
  return numbers;
}

std::vector<std::uint8_t> make_certificate(const Image& image, const PrivateKey& key,
                                           std::uint64_t groups, bool development,
                                           const std::set<unsigned>& waived) {
  PrivateKey secret = key;
  br_ec_private_key private_key{
      .curve = BR_EC_secp256r1, .x = secret.data(), .xlen = secret.size()};
  std::vector<std::uint8_t> page(kPage, 0);
  put_bytes(page, 0, std::string_view("BKCERT01"));
  put(page, 8, kRulesVersion, 4);
  put(page, 12, (development ? kDevelopmentKey : 0) | (waived.empty() ? 0 : kChecksWaived), 4);
  put_bytes(page, 16, merkle_root(image.bytes, image.parts.size()));
  put_bytes(page, 48, sha256(View(public_of(private_key))));
  put_bytes(page, 80, kVersionText.substr(0, 31));
  put(page, 112, groups, 8);
  std::uint64_t at = 120;
  for (const unsigned number : waived) put(page, std::exchange(at, at + 2), number, 2);
  sign(page, private_key);
  return page;
}

void check_certificate(const Image& image, const std::optional<PublicKey>& key, Report& report) {
  constexpr std::uint64_t kAllGroups = 31;
  const View page = image.bytes.part(kPage, kPage);
  report.looked_at(Group::kCertificate, fmt::format("key {}", to_hex(page.part(48, 4).span())));
  if (!page.first_nonzero(0, kPage)) return report.add(140, "certificate page", "it is all zero");
  if (!page.starts_with("BKCERT01") || page.u32(8) > kRulesVersion)
    return report.add(141, "certificate page", "unknown magic or version");
  if (page.u32(8) < kRulesVersion)
    report.add(147, "certificate, offset 8", fmt::format("version {} of the rules", page.u32(8)));
  if (page.u32(12) > 3 || page.first_nonzero(200, kPage - 200) || !page.field(80, 32))
    report.add(141, "certificate page", "unknown flags or bytes that must be zero");
  if (page.u64(112) != kAllGroups)
    report.add(142, "certificate, offset 112", fmt::format("groups {:#x}", page.u64(112)));
  if (!waivers_match_flag(page))
    report.add(146, "certificate, offset 120", "flags and waived numbers disagree");
  if (!std::ranges::equal(merkle_root(image.bytes, image.parts.size()), page.part(16, 32).span()))
    report.add(143, "certificate, offset 16", "Merkle root differs");
  if (key)
    check_signature(page, *key, report);
  else
    report.note("NOTE certificate: the signature was not checked; give --public-key FILE");
}

}  // namespace verifier
