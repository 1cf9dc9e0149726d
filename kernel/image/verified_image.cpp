// The stages of checking an image, in order: nothing of a later stage is read before the earlier
// ones hold. See verified_image.hpp.
#include "image/verified_image.hpp"

#include <algorithm>
#include <bit>

namespace kernel {
namespace {

Check check_part_hashes(const ImageView& view) {
  for (std::uint32_t index = 0; index < view.part_count(); ++index) {
    const Part part = view.part(index);
    if (!std::ranges::equal(sha256(part.padded), part.expected_hash))
      return Refusal{42, "the part's bytes do not have the hash that was certified", index};
    if (!all_zero(part.padded.subspan(part.size)))
      return Refusal{43, "the part's padding is not zero", index};
  }
  return std::nullopt;
}

// What comes before the bytes that are hashed, so that no leaf can pass for a node.
constexpr std::array<std::byte, 1> kLeaf{std::byte{0}}, kNode{std::byte{1}};

// Of so many leaves: the header's, then those of the table's entries. The left side has the largest
// power of two that leaves something to the right.
Hash root_of(const ImageView& view, std::uint32_t first, std::uint32_t leaves) {
  if (leaves == 1) return sha256(kLeaf, first == 0 ? view.header() : view.entry(first - 1));
  const std::uint32_t left = std::bit_floor(leaves - 1);
  return sha256(kNode, root_of(view, first, left), root_of(view, first + left, leaves - left));
}

Check check_fields(Bytes page, WaivedImages waived) {
  if (all_zero(page))
    return Refusal{20, "the image carries no certificate; run sipverify certify on it"};
  if (read<std::uint64_t>(page, 0) != kCertificateMagic)
    return Refusal{21, "the certificate is not one (no BKCERT01 magic)"};
  if (read<std::uint32_t>(page, 8) != kRulesVersion || read<std::uint64_t>(page, 112) != kAllGroups)
    return Refusal{22, "the certificate is of other rules than this kernel requires; certify anew"};
  if ((read<std::uint32_t>(page, 12) & ~(kFlagDevelopmentKey | kFlagWaived)) != 0)
    return Refusal{23, "the certificate has unknown flags"};
  if (!all_zero(page.subspan(200)))
    return Refusal{24, "the unused rest of the certificate is not zero"};
  const bool flag = (read<std::uint32_t>(page, 12) & kFlagWaived) != 0;
  if (flag == all_zero(page.subspan(120, 16)))
    return Refusal{25, "the certificate's waivers and its test-image flag disagree"};
  if (flag && waived == WaivedImages::kRefuse) {
    return Refusal{26,
                   "verifier checks were waived for this test image; boot it with allow-waived on "
                   "the command line if you mean to"};
  }
  return std::nullopt;
}

Check check_certificate(const ImageView& view, PublicKey key, WaivedImages waived,
                        Certificate& certificate) {
  const ImageBytes page = view.certificate();
  KERNEL_TRY_CHECK(check_fields(page, waived));
  const Hash key_id = sha256(std::as_bytes(key));
  if (!std::ranges::equal(page.subspan(48, 32), key_id))
    return Refusal{27, "the image is signed with a key that this kernel does not trust"};
  if (!std::ranges::equal(page.subspan(16, 32), root_of(view, 0, view.part_count() + 1)))
    return Refusal{28, "the certificate is not of this header and part table"};
  if (!signature_is_valid(sha256(page.first(kCertificateSigned)),
                          page.subspan(kCertificateSigned, 64), key))
    return Refusal{29, "the certificate's signature is not valid"};
  const auto flags = read<std::uint32_t>(page, 12);
  certificate.development_key = (flags & kFlagDevelopmentKey) != 0;
  certificate.waived = (flags & kFlagWaived) != 0;
  for (std::size_t i = 0; i < 4; ++i)
    certificate.key_name = (certificate.key_name << 8) | std::to_integer<std::uint32_t>(key_id[i]);
  for (std::size_t i = 0; i < certificate.waivers.size(); ++i)
    certificate.waivers[i] = read<std::uint16_t>(page, 120 + 2 * i);
  return std::nullopt;
}

}  // namespace

Check verify_image(ImageBytes image, PublicKey key, WaivedImages waived, VerifiedImage& verified) {
  VerifiedImage candidate;
  KERNEL_TRY_CHECK(check_header(image, candidate.view_));
  KERNEL_TRY_CHECK(check_certificate(candidate.view_, key, waived, candidate.certificate_));
  KERNEL_TRY_CHECK(check_part_table(candidate.view_));
  KERNEL_TRY_CHECK(check_part_hashes(candidate.view_));
  verified = candidate;
  return std::nullopt;
}

}  // namespace kernel
