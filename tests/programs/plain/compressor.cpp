// The compressor as processes/programs/compressor, in plain C++.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program.hpp"

namespace lz {

using Byte = std::uint8_t;
using Bytes = std::span<const Byte>;

inline constexpr std::size_t kLeastCopy = 4;
inline constexpr std::size_t kWindow = 65535;

class Packer {
 public:
  std::vector<Byte> pack(const Bytes& input) {
    latest_.resize(kHashes);
    before_.resize(input.size());
    std::size_t at = 0, literals_from = 0;
    while (at + kLeastCopy <= input.size()) {
      const Copy copy = longest_copy(input, at);
      if (copy.length < kLeastCopy) {
        enter(input, at);
        ++at;
        continue;
      }
      put_run(input.subspan(literals_from, at - literals_from), copy);
      for (std::size_t i = 0; i < copy.length; ++i) enter(input, at + i);
      at += copy.length;
      literals_from = at;
    }
    put_run(input.subspan(literals_from, input.size() - literals_from), Copy{});
    return std::move(packed_);
  }

 private:
  struct Copy {
    std::size_t length = 0;
    std::size_t distance = 0;
  };
  static constexpr std::size_t kHashes = 1 << 14;
  static constexpr int kMostTries = 16;

  static std::size_t hash_at(const Bytes& input, std::size_t at) {
    const std::uint32_t four = std::uint32_t{input[at]} | std::uint32_t{input[at + 1]} << 8 |
                               std::uint32_t{input[at + 2]} << 16 |
                               std::uint32_t{input[at + 3]} << 24;
    return four * 2654435761u >> 18;
  }
  // Places are kept plus one; 0 is none.
  void enter(const Bytes& input, std::size_t at) {
    if (at + kLeastCopy > input.size()) return;
    std::uint32_t& latest = latest_[hash_at(input, at)];
    before_[at] = latest;
    latest = static_cast<std::uint32_t>(at + 1);
  }

  Copy longest_copy(const Bytes& input, std::size_t at) const {
    Copy best;
    std::size_t candidate = latest_[hash_at(input, at)];
    for (int tries = 0; candidate != 0 && tries < kMostTries; ++tries) {
      const std::size_t from = candidate - 1;
      if (at - from > kWindow) break;
      std::size_t length = 0;
      while (at + length < input.size() && input[from + length] == input[at + length]) ++length;
      if (length > best.length) best = Copy{length, at - from};
      candidate = before_[from];
    }
    return best;
  }

  void put_length(std::size_t length) {
    if (length < 15) return;
    for (length -= 15; length >= 255; length -= 255) packed_.push_back(255);
    packed_.push_back(static_cast<Byte>(length));
  }
  void put_run(const Bytes& literals, const Copy& copy) {
    const std::size_t copied = copy.length == 0 ? 0 : copy.length - kLeastCopy + 1;
    const std::size_t first = literals.size() < 15 ? literals.size() : 15;
    packed_.push_back(static_cast<Byte>(first << 4 | (copied < 15 ? copied : 15)));
    put_length(literals.size());
    packed_.insert(packed_.end(), literals.begin(), literals.end());
    if (copied == 0) return;
    put_length(copied);
    packed_.push_back(static_cast<Byte>(copy.distance));
    packed_.push_back(static_cast<Byte>(copy.distance >> 8));
  }

  std::vector<Byte> packed_;
  std::vector<std::uint32_t> latest_, before_;
};

/// What was packed, or nothing if `packed` is damaged or gives more than `most` bytes.
class Unpacker {
 public:
  static std::optional<std::vector<Byte>> unpack(const Bytes& packed, std::size_t most) {
    std::vector<Byte> output;
    std::size_t at = 0;
    while (at < packed.size()) {
      const Byte lengths = packed[at];
      ++at;
      std::size_t literals = lengths >> 4, copied = lengths & 15;
      if (!read_length(packed, at, literals) || literals > packed.size() - at) return {};
      if (literals > most - output.size()) return {};
      output.insert(output.end(), packed.begin() + static_cast<std::ptrdiff_t>(at),
                    packed.begin() + static_cast<std::ptrdiff_t>(at + literals));
      at += literals;
      if (copied == 0) continue;
      if (!read_length(packed, at, copied) || packed.size() - at < 2) return {};
      const std::size_t distance = packed[at] | std::size_t{packed[at + 1]} << 8;
      at += 2;
      const std::size_t length = copied + kLeastCopy - 1;
      if (distance == 0 || distance > output.size() || length > most - output.size()) return {};
      copy(output, distance, length);
    }
    return output;
  }

 private:
  static bool read_length(const Bytes& packed, std::size_t& at, std::size_t& length) {
    if (length < 15) return true;
    while (at < packed.size()) {
      const Byte more = packed[at];
      ++at;
      length += more;
      if (more != 255) return true;
    }
    return false;
  }
  // What is copied may reach into what the copy itself makes.
  static void copy(std::vector<Byte>& output, std::size_t distance, std::size_t length) {
    const std::size_t from = output.size() - distance;
    output.resize(output.size() + length);
    const std::span<Byte> bytes = output;
    for (std::size_t i = 0; i < length; ++i) bytes[from + distance + i] = bytes[from + i];
  }
};

}  // namespace lz

namespace {

using ByteVector = std::vector<lz::Byte>;
ByteVector words(std::size_t count) {
  const std::string_view text =
      "it was the best of times it was the worst of times it was the age of wisdom ";
  programs::Random random(9);
  ByteVector bytes;
  while (bytes.size() < count) {
    std::size_t from = random.below(text.size());
    do {
      bytes.push_back(static_cast<lz::Byte>(text[from]));
      from = (from + 1) % text.size();
    } while (text[from] != ' ');
    bytes.push_back(' ');
  }
  bytes.resize(count);
  return bytes;
}

std::uint64_t workload(const ByteVector& input) {
  const ByteVector packed = lz::Packer().pack(input);
  const auto output = lz::Unpacker::unpack(packed, input.size());
  std::uint64_t checksum = packed.size();
  for (const lz::Byte byte : *output) checksum = programs::mixed(checksum, byte);
  return checksum;
}

}  // namespace

int main() {
  const ByteVector input = words(500'000);
  programs::measure([&] { return workload(input); });
}
