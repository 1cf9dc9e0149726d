// SHA-256 (FIPS 180-4): takes a message in pieces of any size, gives its digest.
#pragma once
#include <bit>
#include <manifest.hpp>

#include "round_constants.hpp"

namespace sha256 {

using Bytes = sip::Span<const std::uint8_t>;
using Digest = sip::Array<std::uint8_t, 32>;

class Hasher {
 public:
  void update(const Bytes& bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) put(bytes[i]);
  }
  void update(const sip::StringView& text) {
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
    sip::Array<Word, 64> schedule;
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

  sip::Array<Word, 8> state_ = kInitialState;
  sip::Array<std::uint8_t, kBlock> block_;
  std::size_t used_ = 0;
  std::uint64_t length_ = 0;
};

inline Digest digest_of(const sip::StringView& text) {
  Hasher hasher;
  hasher.update(text);
  return hasher.finish();
}

/// Is it what these 64 hexadecimal digits say?
inline bool is(const Digest& digest, const sip::StringView& hexadecimal) {
  const sip::StringView digits = "0123456789abcdef";
  for (std::size_t i = 0; i < 32; ++i) {
    if (hexadecimal[i * 2] != digits[digest[i] / 16]) return false;
    if (hexadecimal[i * 2 + 1] != digits[digest[i] % 16]) return false;
  }
  return hexadecimal.size() == 64;
}

}  // namespace sha256
