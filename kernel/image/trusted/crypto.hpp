// SHA-256 and ECDSA P-256 verification, from BearSSL. Fenced here because the library works on raw
// pointers.
#pragma once
#include <array>
#include <cstdint>

#include "base/trusted/bytes.hpp"

namespace kernel {

using Hash = std::array<std::byte, 32>;
using PublicKey = std::span<const unsigned char, 65>;  // uncompressed point

// Of the pieces one after the other.
Hash sha256(Bytes first, Bytes second = {}, Bytes third = {});

// Made at build time from the key that images for this kernel are signed with.
PublicKey public_key();
bool key_is_development();

// signature is r ‖ s, 64 bytes.
bool signature_is_valid(const Hash& hash, Bytes signature, PublicKey key);

}  // namespace kernel
