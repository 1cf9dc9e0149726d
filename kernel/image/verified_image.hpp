// An image that the kernel may load from. Holding one proves: the certificate is by the trusted key
// and of this very header and table, and every part (padding too) has the hash that the table says.
// It does not prove that records are sensible: records.hpp checks those.
#pragma once
#include "image/parts.hpp"
#include "image/trusted/crypto.hpp"

namespace kernel {

// The certificate: who signed, and that the signature covers exactly this header and this part
// table (as the root of their Merkle tree).
enum class WaivedImages : bool { kRefuse, kAllow };

struct Certificate {
  bool development_key = false;
  bool waived = false;
  std::uint32_t key_name = 0;              // first four bytes of the key's hash, as printed
  std::array<std::uint16_t, 8> waivers{};  // BV numbers, 0 = none
};

class VerifiedImage {
 public:
  VerifiedImage() = default;
  const ImageView& view() const { return view_; }
  const Certificate& certificate() const { return certificate_; }

 private:
  friend Check verify_image(ImageBytes, PublicKey, WaivedImages, VerifiedImage&);
  ImageView view_;
  Certificate certificate_;
};

Check verify_image(ImageBytes image, PublicKey key, WaivedImages waived, VerifiedImage& verified);

}  // namespace kernel
