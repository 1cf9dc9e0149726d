// Key files: hexadecimal text, one line.
#include <fmt/format.h>

#include "certificate/certificate.hpp"

namespace verifier {
namespace {

std::optional<unsigned> digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> parse_hex(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  if (text.size() != 2 * N) return std::nullopt;
  std::array<std::uint8_t, N> bytes{};
  for (std::size_t i = 0; i < N; ++i) {
    const auto high = digit(text[2 * i]);
    const auto low = digit(text[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    bytes[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return bytes;
}

}  // namespace

std::optional<PrivateKey> parse_private_key(View text, const std::string& file, Report& report) {
  const auto key = parse_hex<32>(text.text());
  if (!key || *key == PrivateKey{}) {
    report.add(5, file, fmt::format("{} bytes", text.size()));
    return std::nullopt;
  }
  return key;
}

std::optional<PublicKey> parse_public_key(View text, const std::string& file, Report& report) {
  const auto key = parse_hex<65>(text.text());
  if (!key || key->front() != 4) {
    report.add(6, file, fmt::format("{} bytes", text.size()));
    return std::nullopt;
  }
  return key;
}

}  // namespace verifier
