// The Merkle tree of docs/formats/image.md: leaves are the header page and the part table's
// entries.
#include "certificate/certificate.hpp"

namespace verifier {
namespace {

Hash hash_tagged(std::uint8_t tag, std::span<const std::uint8_t> first,
                 std::span<const std::uint8_t> second = {}) {
  std::vector<std::uint8_t> bytes{tag};
  bytes.insert(bytes.end(), first.begin(), first.end());
  bytes.insert(bytes.end(), second.begin(), second.end());
  return sha256(View(bytes));
}

}  // namespace

Hash merkle_root(View image, std::uint64_t part_count) {
  constexpr std::uint64_t kTable = 2 * kPage;
  constexpr std::uint64_t kEntry = 96;
  std::vector<Hash> level{hash_tagged(0, image.part(0, kPage).span())};
  for (std::uint64_t i = 0; i < part_count; ++i)
    level.push_back(hash_tagged(0, image.part(kTable + i * kEntry, kEntry).span()));
  while (level.size() > 1) {
    std::vector<Hash> above;
    for (std::size_t i = 0; i + 1 < level.size(); i += 2)
      above.push_back(hash_tagged(1, level[i], level[i + 1]));
    if (level.size() % 2 == 1) above.push_back(level.back());
    level = std::move(above);
  }
  return level.front();
}

}  // namespace verifier
