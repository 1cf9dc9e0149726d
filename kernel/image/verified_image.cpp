// The stages of checking an image, in order: nothing of a later stage is read before the earlier
// ones hold. See verified_image.hpp.
#include "image/verified_image.hpp"

namespace kernel {
namespace {

Check check_part_hashes(const ImageView& view) {
  for (std::uint32_t index = 0; index < view.part_count(); ++index) {
    const Part part = view.part(index);
    const Hash hash = sha256({part.padded});
    for (std::size_t i = 0; i < hash.size(); ++i) {
      if (hash[i] != part.expected_hash[i])
        return Refusal{42, "the part's bytes do not have the hash that was certified", index};
    }
    if (!all_zero(part.padded.subspan(part.size)))
      return Refusal{43, "the part's padding is not zero", index};
  }
  return std::nullopt;
}

}  // namespace

Check verify_image(Bytes image, PublicKey key, WaivedImages waived, VerifiedImage& verified) {
  VerifiedImage candidate;
  KERNEL_TRY_CHECK(check_header(image, candidate.view_));
  KERNEL_TRY_CHECK(check_certificate(candidate.view_, key, waived, candidate.certificate_));
  KERNEL_TRY_CHECK(check_part_table(candidate.view_));
  KERNEL_TRY_CHECK(check_part_hashes(candidate.view_));
  verified = candidate;
  return std::nullopt;
}

}  // namespace kernel
