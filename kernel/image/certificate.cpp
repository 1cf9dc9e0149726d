// Certificate page and Merkle root. See certificate.hpp and docs/formats/image.md.
#include "image/certificate.hpp"

namespace kernel {
using namespace format;
namespace {

bool same(Bytes a, Bytes b) {
  bool equal = a.size() == b.size();
  for (std::size_t i = 0; equal && i < a.size(); ++i) equal = a[i] == b[i];
  return equal;
}

// What comes before the bytes that are hashed, so that no leaf can pass for a node.
constexpr std::array<std::byte, 1> kLeaf{std::byte{0}}, kNode{std::byte{1}};

// Subtrees that wait for their right neighbour, largest first: enough for 2^17 leaves.
class MerkleTree {
 public:
  void add(const Hash& leaf) {
    Hash node = leaf;
    std::uint32_t leaves = leaves_++;
    while ((leaves & 1) != 0) {
      node = sha256({kNode, waiting_[--depth_], node});
      leaves >>= 1;
    }
    waiting_[depth_++] = node;
  }
  Hash root() {
    Hash node = waiting_[--depth_];
    while (depth_ != 0) node = sha256({kNode, waiting_[--depth_], node});
    return node;
  }

 private:
  std::array<Hash, 20> waiting_{};
  std::uint32_t depth_ = 0;
  std::uint32_t leaves_ = 0;
};

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

}  // namespace

Hash merkle_root(const ImageView& view) {
  MerkleTree tree;
  tree.add(sha256({kLeaf, view.header()}));
  for (std::uint32_t index = 0; index < view.part_count(); ++index)
    tree.add(sha256({kLeaf, view.entry(index)}));
  return tree.root();
}

Check check_certificate(const ImageView& view, PublicKey key, WaivedImages waived,
                        Certificate& certificate) {
  const Bytes page = view.certificate();
  KERNEL_TRY_CHECK(check_fields(page, waived));
  const Hash key_id = sha256({std::as_bytes(key)});
  if (!same(page.subspan(48, 32), key_id))
    return Refusal{27, "the image is signed with a key that this kernel does not trust"};
  if (!same(page.subspan(16, 32), merkle_root(view)))
    return Refusal{28, "the certificate is not of this header and part table"};
  if (!signature_is_valid(sha256({page.first(kCertificateSigned)}),
                          page.subspan(kCertificateSigned, 64), key)) {
    return Refusal{29, "the certificate's signature is not valid"};
  }
  const auto flags = read<std::uint32_t>(page, 12);
  certificate.development_key = (flags & kFlagDevelopmentKey) != 0;
  certificate.waived = (flags & kFlagWaived) != 0;
  for (std::size_t i = 0; i < 4; ++i)
    certificate.key_name = (certificate.key_name << 8) | std::to_integer<std::uint32_t>(key_id[i]);
  for (std::size_t i = 0; i < certificate.waivers.size(); ++i)
    certificate.waivers[i] = read<std::uint16_t>(page, 120 + 2 * i);
  return std::nullopt;
}

}  // namespace kernel
