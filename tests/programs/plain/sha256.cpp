// SHA-256 as processes/programs/sha256, in plain C++.
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "program.hpp"

namespace sha256 {

inline constexpr std::array<std::uint32_t, 64> kRoundConstants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

inline constexpr std::array<std::uint32_t, 8> kInitialState{
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

}  // namespace sha256

namespace sha256 {

using Bytes = std::span<const std::uint8_t>;
using Digest = std::array<std::uint8_t, 32>;

class Hasher {
 public:
  void update(const Bytes& bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) put(bytes[i]);
  }
  void update(std::string_view text) {
    for (const char character : text) put(static_cast<std::uint8_t>(character));
  }

  Digest finish() {
    const std::uint64_t bits = length_ * 8;
    put(0x80);
    while (used_ != kBlock - 8) put(0);
    for (int shift = 56; shift >= 0; shift -= 8) put(static_cast<std::uint8_t>(bits >> shift));
    Digest digest;
    for (std::size_t i = 0; i < 32; ++i)
      digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - i % 4 * 8));
    return digest;
  }

 private:
  static constexpr std::size_t kBlock = 64;
  using Word = std::uint32_t;

  void put(std::uint8_t byte) {
    block_[used_] = byte;
    ++used_;
    ++length_;
    if (used_ == kBlock) {
      used_ = 0;
      compress();
    }
  }

  Word load(std::size_t at) const {
    return Word{block_[at]} << 24 | Word{block_[at + 1]} << 16 | Word{block_[at + 2]} << 8 |
           Word{block_[at + 3]};
  }
  static Word small0(Word x) { return std::rotr(x, 7) ^ std::rotr(x, 18) ^ x >> 3; }
  static Word small1(Word x) { return std::rotr(x, 17) ^ std::rotr(x, 19) ^ x >> 10; }
  static Word big0(Word x) { return std::rotr(x, 2) ^ std::rotr(x, 13) ^ std::rotr(x, 22); }
  static Word big1(Word x) { return std::rotr(x, 6) ^ std::rotr(x, 11) ^ std::rotr(x, 25); }

  void compress() {
    std::array<Word, 64> schedule;
    for (std::size_t i = 0; i < 16; ++i) schedule[i] = load(i * 4);
    for (std::size_t i = 16; i < 64; ++i)
      schedule[i] =
          small1(schedule[i - 2]) + schedule[i - 7] + small0(schedule[i - 15]) + schedule[i - 16];
    Word a = state_[0], b = state_[1], c = state_[2], d = state_[3];
    Word e = state_[4], f = state_[5], g = state_[6], h = state_[7];
    for (std::size_t i = 0; i < 64; ++i) {
      const Word first = h + big1(e) + ((e & f) ^ (~e & g)) + kRoundConstants[i] + schedule[i];
      const Word second = big0(a) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    state_[0] += a;
    state_[1] += b;
    state_[2] += c;
    state_[3] += d;
    state_[4] += e;
    state_[5] += f;
    state_[6] += g;
    state_[7] += h;
  }

  std::array<Word, 8> state_ = kInitialState;
  std::array<std::uint8_t, kBlock> block_;
  std::size_t used_ = 0;
  std::uint64_t length_ = 0;
};

inline Digest digest_of(std::string_view text) {
  Hasher hasher;
  hasher.update(text);
  return hasher.finish();
}

/// Is it what these 64 hexadecimal digits say?
inline bool is(const Digest& digest, std::string_view hexadecimal) {
  const std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i < 32; ++i) {
    if (hexadecimal[i * 2] != digits[digest[i] / 16]) return false;
    if (hexadecimal[i * 2 + 1] != digits[digest[i] % 16]) return false;
  }
  return hexadecimal.size() == 64;
}

}  // namespace sha256

namespace {

std::uint64_t workload() {
  std::vector<std::uint8_t> data(16384);
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<std::uint8_t>(i * 31 >> 3);
  sha256::Hasher hasher;
  for (int i = 0; i < 128; ++i) hasher.update(data);
  const sha256::Digest digest = hasher.finish();
  std::uint64_t checksum = 0;
  for (std::size_t i = 0; i < digest.size(); ++i) checksum = programs::mixed(checksum, digest[i]);
  return checksum;
}

}  // namespace

int main() {
  programs::measure([] { return workload(); });
}
