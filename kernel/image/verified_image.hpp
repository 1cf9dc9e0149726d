// An image that the kernel may load from. Holding one proves: the certificate is by the trusted key
// and of this very header and table, and every part (padding too) has the hash that the table says.
// It does not prove that records are sensible: records.hpp checks those.
#pragma once
#include "image/certificate.hpp"

namespace kernel {

class VerifiedImage {
 public:
  VerifiedImage() = default;
  const ImageView& view() const { return view_; }
  const Certificate& certificate() const { return certificate_; }

 private:
  friend Check verify_image(Bytes, PublicKey, WaivedImages, VerifiedImage&);
  ImageView view_;
  Certificate certificate_;
};

Check verify_image(Bytes image, PublicKey key, WaivedImages waived, VerifiedImage& verified);

}  // namespace kernel
