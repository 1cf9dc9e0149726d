// Packing and unpacking give back what was there, for texts of many shapes; damaged input is
// refused; then 500 KB of text packed and unpacked.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "lz.hpp"

namespace {

using programs::expect;
using ByteVector = sip::Vector<lz::Byte>;

std::size_t packed_size(const ByteVector& input) {
  const ByteVector packed = lz::Packer().pack(input);
  const auto output = lz::Unpacker::unpack(packed, input.size());
  expect(output.has_value() && *output == input, "what was packed comes back");
  return packed.size();
}

ByteVector random_bytes(std::size_t count, std::uint64_t values, std::uint64_t seed) {
  programs::Random random(seed);
  ByteVector bytes;
  for (std::size_t i = 0; i < count; ++i)
    bytes.push_back(static_cast<lz::Byte>(random.below(values)));
  return bytes;
}

ByteVector words(std::size_t count) {
  const sip::StringView text =
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

void round_trips() {
  for (std::size_t size = 0; size < 40; ++size) {
    packed_size(random_bytes(size, 256, size));
    packed_size(ByteVector(size, lz::Byte{'a'}));
  }
  for (std::uint64_t values = 1; values <= 256; values *= 2)
    packed_size(random_bytes(5000, values, values));
  expect(packed_size(ByteVector(100'000, lz::Byte{0})) < 500, "zeros shrink");
  expect(packed_size(words(100'000)) < 45'000, "words shrink");
  expect(packed_size(random_bytes(100'000, 256, 1)) < 100'500, "noise hardly grows");
}

void damaged() {
  const ByteVector input = words(3000);
  const ByteVector packed = lz::Packer().pack(input);
  for (std::size_t cut = 0; cut < packed.size(); cut += 7) {
    const auto output = lz::Unpacker::unpack(packed.subspan(0, cut), input.size());
    expect(!output.has_value() || output.value().size() < input.size(), "a part is not the whole");
  }
  programs::Random random(4);
  for (int i = 0; i < 2000; ++i) {
    ByteVector bad = packed;
    bad[random.below(bad.size())] ^= static_cast<lz::Byte>(1 + random.below(255));
    const auto output = lz::Unpacker::unpack(bad, input.size());
    expect(!output.has_value() || output.value().size() <= input.size(), "never more than allowed");
  }
  expect(!lz::Unpacker::unpack(packed, input.size() - 1).has_value(), "a limit holds");
}

std::uint64_t workload(const ByteVector& input) {
  const ByteVector packed = lz::Packer().pack(input);
  const auto output = lz::Unpacker::unpack(packed, input.size());
  std::uint64_t checksum = packed.size();
  for (const lz::Byte byte : *output) checksum = programs::mixed(checksum, byte);
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  round_trips();
  damaged();
  const ByteVector input = words(500'000);
  programs::measure(3, [&] { return workload(input); });
  sip::log("all right");
  return 0;
}
