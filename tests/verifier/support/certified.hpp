// A certified image, checked as `sipverify check` does it.
#pragma once
#include <bearssl.h>

#include <algorithm>

#include "certificate/certificate.hpp"
#include "verdict.hpp"

namespace fixture {

// A key pair of the tests' own; the scalar is arbitrary.
inline verifier::PrivateKey test_private_key() {
  verifier::PrivateKey key{};
  key.fill(0x42);
  return key;
}

// Its public half, computed with another BearSSL implementation of the curve than the verifier's.
inline const verifier::PublicKey& test_public_key() {
  static const verifier::PublicKey result = [] {
    verifier::PrivateKey secret = test_private_key();
    const br_ec_private_key key{
        .curve = BR_EC_secp256r1, .x = secret.data(), .xlen = secret.size()};
    std::uint8_t buffer[BR_EC_KBUF_PUB_MAX_SIZE];
    verifier::PublicKey point{};
    REQUIRE(br_ec_compute_pub(&br_ec_p256_m31, nullptr, buffer, &key) == point.size());
    std::copy_n(buffer, point.size(), point.begin());
    return point;
  }();
  return result;
}

inline Bytes certified(const Bytes& packed) {
  verifier::Report report;
  const auto image = verifier::read_image(verifier::View(packed), report);
  REQUIRE(image);
  const std::uint64_t groups = verifier::run_checks(*image, report);
  REQUIRE(report.open_count() == 0);
  Bytes result = packed;
  std::ranges::copy(verifier::make_certificate(*image, test_private_key(), groups, true, {}),
                    result.begin() + 4096);
  return result;
}

inline const Bytes& good_image() {
  static const Bytes image = certified(pack(standard()));
  return image;
}

}  // namespace fixture
