// A server of contract Bulk: fills each block it is given and sends it back with the sum of its
// bytes. No byte of a block is ever copied between the two SIPs.
#include <manifest.hpp>

namespace {

using Block = sip::ExVector<std::uint8_t>;

Block fill(Block block, std::uint8_t seed) {
  for (std::size_t i = 0; i < block.size(); ++i)
    block.set(i, static_cast<std::uint8_t>((i & 0x3f) + seed));
  return block;
}

std::uint64_t sum_of(const Block& block) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < block.size(); ++i) sum += block[i];
  return sum;
}

}  // namespace

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  std::uint8_t seed = 0;
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](Bulk::Fill message, Bulk::Exp<Bulk::Ready_Fill> filling) {
          auto block = fill(std::move(message.block), ++seed);
          const std::uint64_t sum = sum_of(block);
          service = std::move(filling).send(Bulk::Filled{.block = std::move(block), .sum = sum});
        },
        [&](Bulk::Done, Bulk::Exp<Bulk::Finished>) { running = false; },
        [&](sip::Closed) { running = false; });
  }
  sip::log("filled {} blocks", seed);
  return 0;
}
