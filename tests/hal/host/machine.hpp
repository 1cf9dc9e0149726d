// A pretended machine for host tests of the code that reads what loaders and firmware left: some
// physical memory, and errors as exceptions.
#pragma once
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace machine {

// Thrown where the HAL would print the line and power off.
struct BootStopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Physical memory [kBase, kBase + size); exactly as large as the vector, so that ASan sees any read
// beyond.
inline constexpr std::uint64_t kBase = 0x9000;
inline std::vector<std::uint8_t> memory;

template <class T>
void append(std::vector<std::uint8_t>& to, T value) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
  to.insert(to.end(), bytes, bytes + sizeof(T));
}

inline void append_text(std::vector<std::uint8_t>& to, const std::string& text) {
  to.insert(to.end(), text.begin(), text.end());
  to.push_back(0);
}

// A small generator of our own, so that a failure can be repeated from its seed.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15 + 1) {}
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  std::uint64_t below(std::uint64_t end) { return next() % end; }

 private:
  std::uint64_t state_;
};

// Flips a few bytes or overwrites a word with an extreme number.
inline void damage(std::vector<std::uint8_t>& bytes, Random& random) {
  constexpr std::uint32_t kExtreme[] = {0, 1, 7, 8, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff};
  for (std::uint64_t i = 0; i <= random.below(4); ++i) {
    const std::size_t at = random.below(bytes.size());
    if (random.below(2) && at + 4 <= bytes.size())
      std::memcpy(&bytes[at], &kExtreme[random.below(8)], 4);
    else
      bytes[at] = static_cast<std::uint8_t>(random.next());
  }
}

}  // namespace machine
