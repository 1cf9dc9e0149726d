// Any bytes as an image, through the structure, contract, system and machine checks. Hashes are
// made right first, or nothing behind them would ever be reached. Bitcode is left out: LLVM's
// reader runs in a process of its own.
#include <cstring>

#include "contracts/contracts.hpp"
#include "image/structure.hpp"
#include "machine/machine.hpp"
#include "system/system.hpp"

namespace {

void make_hashes_right(std::vector<std::uint8_t>& bytes) {
  const verifier::View image(bytes);
  const std::uint64_t count = std::min<std::uint64_t>(image.u32(12), 256);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t entry = verifier::kTableOffset + i * verifier::kEntryBytes;
    const std::uint64_t size = (image.u64(entry + 16) + 4095) / 4096 * 4096;
    if (!image.holds(entry, verifier::kEntryBytes) || !image.holds(image.u64(entry + 8), size))
      return;
    const verifier::Hash hash = verifier::sha256(image.part(image.u64(entry + 8), size));
    std::memcpy(bytes.data() + entry + 48, hash.data(), hash.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint8_t> bytes(data, data + size);
  make_hashes_right(bytes);
  verifier::Report report;
  if (const auto image = verifier::read_image(verifier::View(bytes), report)) {
    const auto contracts = verifier::check_contracts(*image, report);
    verifier::check_system(*image, contracts, report);
    verifier::check_machine(*image, {}, report);
  }
  (void)verifier::render_json(report);
  return 0;
}
