// SHA-256 and ECDSA P-256 verification, from BearSSL. Fenced here because the library works on raw
// pointers.
#pragma once
#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace kernel {

using Hash = std::array<std::byte, 32>;
using PublicKey = std::span<const unsigned char, 65>;  // uncompressed point

// prefix byte (if any), then the two pieces.
Hash sha256(Bytes first, Bytes second = {});
Hash sha256_tagged(std::uint8_t tag, Bytes first, Bytes second = {});

// signature is r ‖ s, 64 bytes.
bool signature_is_valid(const Hash& hash, Bytes signature, PublicKey key);

}  // namespace kernel
