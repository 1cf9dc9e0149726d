// BearSSL does the work.
#include "base/sha256.hpp"

#include <bearssl.h>
#include <fmt/format.h>

namespace sipc {

std::string sha256_hex(std::string_view bytes) {
  br_sha256_context context;
  br_sha256_init(&context);
  br_sha256_update(&context, bytes.data(), bytes.size());
  unsigned char hash[br_sha256_SIZE];
  br_sha256_out(&context, hash);
  std::string text;
  for (const unsigned char byte : hash) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace sipc
