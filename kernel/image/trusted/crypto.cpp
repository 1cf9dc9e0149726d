// BearSSL's hash and signature check behind spans. See crypto.hpp.
#include "image/trusted/crypto.hpp"

#include <bearssl.h>

extern "C" const unsigned char bulkhead_public_key[65];
extern "C" const unsigned char bulkhead_key_is_development;

namespace kernel {

PublicKey public_key() {
  return PublicKey(bulkhead_public_key);
}
bool key_is_development() {
  return bulkhead_key_is_development != 0;
}

Hash sha256(Bytes first, Bytes second, Bytes third) {
  br_sha256_context context;
  br_sha256_init(&context);
  // SAFETY: each span is readable for its whole size; br_sha256_out writes exactly 32 bytes.
  for (const Bytes piece : {first, second, third})
    br_sha256_update(&context, piece.data(), piece.size());
  Hash hash;
  br_sha256_out(&context, hash.data());
  return hash;
}

bool signature_is_valid(const Hash& hash, Bytes signature, PublicKey key) {
  if (signature.size() != 64) return false;
  std::array<unsigned char, 65> point;
  for (std::size_t i = 0; i < point.size(); ++i) point[i] = key[i];
  // SAFETY: BearSSL reads curve, length and bytes of the key and 64 bytes of signature, and writes
  // nothing of ours; its declaration merely lacks a const.
  const br_ec_public_key public_key{BR_EC_secp256r1, point.data(), point.size()};
  return br_ecdsa_i31_vrfy_raw(&br_ec_p256_m31, hash.data(), hash.size(), &public_key,
                               signature.data(), signature.size()) == 1;
}

}  // namespace kernel
