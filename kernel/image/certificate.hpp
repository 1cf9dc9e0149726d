// The certificate: who signed, and that the signature covers exactly this header and this part
// table (as the root of their Merkle tree).
#pragma once
#include "image/parts.hpp"
#include "image/trusted/crypto.hpp"

namespace kernel {

enum class WaivedImages : bool { kRefuse, kAllow };

struct Certificate {
  bool development_key = false;
  bool waived = false;
  std::uint32_t key_name = 0;              // first four bytes of the key's hash, as printed
  std::array<std::uint16_t, 8> waivers{};  // BV numbers, 0 = none
};

Hash merkle_root(const ImageView& view);
Check check_certificate(const ImageView& view, PublicKey key, WaivedImages waived,
                        Certificate& certificate);

}  // namespace kernel
