// Key pairs for certificates: ECDSA P-256, as text files of hexadecimal digits.
#pragma once
#include <filesystem>

#include "diagnostics/diagnostic.hpp"

namespace buildimage {

enum class KeyPurpose : std::uint8_t { kDevelopment, kRelease };

// Writes NAME.private (64 digits, mode 0600) and NAME.public (130 digits) into `folder`, where NAME
// is `dev` or `release`. BI0501: a key is already there. BI0502: no randomness.
Result<void> make_keys(const std::filesystem::path& folder, KeyPurpose purpose);

}  // namespace buildimage
