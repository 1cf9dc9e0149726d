// The certificate page: a Merkle root over header and part table (which holds every part's hash),
// signed with ECDSA P-256.
#pragma once
#include "image/image.hpp"

namespace verifier {

// Of the rules that images are held to: raised whenever this verifier refuses more than before, so
// that a kernel can refuse what only an older one would have passed.
inline constexpr std::uint32_t kRulesVersion = 2;

inline constexpr std::uint32_t kDevelopmentKey = 1, kChecksWaived = 2;

using PrivateKey = std::array<std::uint8_t, 32>;
using PublicKey = std::array<std::uint8_t, 65>;

// Key files of hexadecimal digits: BV0005, BV0006.
std::optional<PrivateKey> parse_private_key(View text, const std::string& file, Report& report);
std::optional<PublicKey> parse_public_key(View text, const std::string& file, Report& report);

Hash merkle_root(View image, std::uint64_t part_count);

// A filled certificate page; `groups` are the check groups that were performed.
std::vector<std::uint8_t> make_certificate(const Image& image, const PrivateKey& key,
                                           std::uint64_t groups, bool development,
                                           const std::set<unsigned>& waived);

// Findings BV0140 to BV0149. Without a key the signature is not checked, and a note says so.
void check_certificate(const Image& image, const std::optional<PublicKey>& key, Report& report);

// Numbers that the certificate says were waived, whether or not it is good.
std::set<unsigned> waived_by_certificate(View file);

}  // namespace verifier
