// The certificate, level by level as docs/formats/image.md describes the tree, and the tests' key
// pair. See image.hpp.
#include <bearssl.h>

#include <array>
#include <stdexcept>

#include "bytes.hpp"
#include "image.hpp"

extern "C" const unsigned char bulkhead_public_key[65];

namespace image_builder {
namespace {

using Hash = std::array<unsigned char, 32>;

// Known to everyone, for tests only; test_key.c holds its public half.
std::array<unsigned char, 32> private_key() {
  std::array<unsigned char, 32> key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<unsigned char>(i + 1);
  return key;
}

Hash hash(int tag, const unsigned char* a, std::size_t a_bytes, const unsigned char* b = nullptr,
          std::size_t b_bytes = 0) {
  br_sha256_context context;
  br_sha256_init(&context);
  const auto prefix = static_cast<unsigned char>(tag);
  if (tag >= 0) br_sha256_update(&context, &prefix, 1);
  br_sha256_update(&context, a, a_bytes);
  if (b_bytes != 0) br_sha256_update(&context, b, b_bytes);
  Hash out;
  br_sha256_out(&context, out.data());
  return out;
}

Hash root_of(const Blob& image) {
  const std::size_t parts = image[12] | image[13] << 8;
  std::vector<Hash> level{hash(0, image.data(), 4096)};
  for (std::size_t i = 0; i < parts; ++i)
    level.push_back(hash(0, image.data() + 8192 + 96 * i, 96));
  while (level.size() > 1) {
    std::vector<Hash> above;
    for (std::size_t i = 0; i + 1 < level.size(); i += 2)
      above.push_back(hash(1, level[i].data(), 32, level[i + 1].data(), 32));
    if (level.size() % 2 == 1) above.push_back(level.back());
    level = above;
  }
  return level[0];
}

}  // namespace

const unsigned char* test_public_key() {
  return bulkhead_public_key;
}

void certify(Blob& image, const Waivers& waivers) {
  constexpr std::size_t page = 4096;
  std::fill(image.begin() + page, image.begin() + 2 * page, static_cast<unsigned char>(0));
  put_text(image, page, "BKCERT01");
  put(image, page + 8, 2, 4);
  put(image, page + 12, waivers.numbers.empty() ? 1 : 3, 4);
  const Hash root = root_of(image);
  const Hash key_id = hash(-1, bulkhead_public_key, 65);
  std::copy(root.begin(), root.end(), image.begin() + page + 16);
  std::copy(key_id.begin(), key_id.end(), image.begin() + page + 48);
  put_text(image, page + 80, "test");
  put(image, page + 112, 31, 8);
  for (std::size_t i = 0; i < waivers.numbers.size(); ++i)
    put(image, page + 120 + 2 * i, waivers.numbers[i], 2);
  auto secret = private_key();
  const br_ec_private_key key{BR_EC_secp256r1, secret.data(), secret.size()};
  const Hash digest = hash(-1, image.data() + page, 136);
  if (br_ecdsa_i31_sign_raw(&br_ec_p256_m31, &br_sha256_vtable, digest.data(), &key,
                            image.data() + page + 136) != 64)
    throw std::runtime_error("signing failed");
}

}  // namespace image_builder
