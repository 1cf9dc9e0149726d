// SHA-256 and ECDSA P-256 verification, from BearSSL. Fenced here because the library works on raw
// pointers.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>

#include "base/bytes.hpp"

namespace kernel {

using Hash = std::array<std::byte, 32>;
using PublicKey = std::span<const unsigned char, 65>;  // uncompressed point

// Of the pieces one after the other.
Hash sha256(std::initializer_list<Bytes> pieces);

// signature is r ‖ s, 64 bytes.
bool signature_is_valid(const Hash& hash, Bytes signature, PublicKey key);

}  // namespace kernel
