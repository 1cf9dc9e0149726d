// Key generation with BearSSL's generator, seeded by the operating system.
#include "keys/keys.hpp"

#include <bearssl.h>
#include <fmt/format.h>

#include "files/files.hpp"

namespace buildimage {
namespace {

std::string to_hex(ByteView bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += fmt::format("{:02x}", byte);
  return text + "\n";
}

ByteView as_bytes(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Secret scalar, left-padded to 32 bytes, and the uncompressed public point of 65.
bool generate(Bytes& secret, Bytes& point) {
  const br_prng_seeder seeder = br_prng_seeder_system(nullptr);
  br_hmac_drbg_context random;
  br_hmac_drbg_init(&random, &br_sha256_vtable, nullptr, 0);
  if (seeder == nullptr || seeder(&random.vtable) == 0) return false;
  const br_ec_impl* curves = br_ec_get_default();
  std::uint8_t secret_buffer[BR_EC_KBUF_PRIV_MAX_SIZE];
  std::uint8_t public_buffer[BR_EC_KBUF_PUB_MAX_SIZE];
  br_ec_private_key private_key;
  if (br_ec_keygen(&random.vtable, curves, &private_key, secret_buffer, BR_EC_secp256r1) == 0)
    return false;
  const std::size_t size = br_ec_compute_pub(curves, nullptr, public_buffer, &private_key);
  if (size != 65 || private_key.xlen > 32) return false;
  secret.assign(32 - private_key.xlen, 0);
  secret.insert(secret.end(), private_key.x, private_key.x + private_key.xlen);
  point.assign(public_buffer, public_buffer + size);
  return true;
}

}  // namespace

Result<void> make_keys(const std::filesystem::path& folder, KeyPurpose purpose) {
  const std::string stem = purpose == KeyPurpose::kDevelopment ? "dev" : "release";
  const auto secret_path = folder / (stem + ".private");
  const auto public_path = folder / (stem + ".public");
  for (const auto& path : {secret_path, public_path}) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) continue;
    return refuse("BI0501", path.string(), "is there already and is not overwritten",
                  "choose another folder, or move the old key away");
  }
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  Bytes secret;
  Bytes point;
  if (!generate(secret, point)) {
    return refuse("BI0502", secret_path.string(), "no key: the system gives no randomness",
                  "check /dev/urandom");
  }
  BUILDIMAGE_TRY_VOID(write_file(secret_path, as_bytes(to_hex(secret)), FileMode::kSecret));
  return write_file(public_path, as_bytes(to_hex(point)));
}

}  // namespace buildimage
