// Where fuzzed choices come from: the fuzzer's bytes until they are used up, or a seeded generator
// (xorshift64*: Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled",
// 2016) for as long as one wants.
#pragma once
#include <cstdint>
#include <span>

namespace fuzz {

class Source {
 public:
  explicit Source(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  explicit Source(std::uint64_t seed) : seeded_(true), state_(seed * 2 + 1) {
    for (int i = 0; i < 8; ++i) next();
  }

  bool used_up() const { return !seeded_ && bytes_.empty(); }
  // Less than `limit`, which is not 0. 0 when everything is used up.
  std::uint64_t below(std::uint64_t limit) {
    if (seeded_) return next() % limit;
    std::uint64_t value = 0;
    for (std::uint64_t left = limit - 1; left != 0 && !bytes_.empty();
         left >>= 8, bytes_ = bytes_.subspan(1))
      value = value << 8 | bytes_.front();
    return value % limit;
  }
  bool one_in(std::uint64_t n) { return below(n) == n - 1; }

 private:
  std::uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return (state_ * 0x2545'f491'4f6c'dd1d) >> 16;
  }

  std::span<const std::uint8_t> bytes_;
  bool seeded_ = false;
  std::uint64_t state_ = 1;
};

}  // namespace fuzz
