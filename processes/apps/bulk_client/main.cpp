// A client of contract Bulk: one block of the exchange heap goes to the server and comes back,
// several times; its sum is checked each time.
#include <manifest.hpp>

namespace {

std::uint64_t sum_of(const sip::ExVector<std::uint8_t>& block) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < block.size(); ++i) sum += block[i];
  return sum;
}

}  // namespace

int sip_main(manifest::Start start) {
  auto server = std::move(start.server);
  auto block = sip::ExVector<std::uint8_t>::make(manifest::parameters::block_bytes);
  if (block.empty()) sip::panic("the exchange heap gave no block");
  for (int round = 1; round <= manifest::parameters::rounds; ++round) {
    bool right = false;
    auto filling = std::move(server).send(Bulk::Fill{.block = std::move(block)});
    std::move(filling).receive().match(
        [&](Bulk::Filled filled, Bulk::Imp<Bulk::Ready> again) {
          const std::uint64_t sum = filled.sum;
          server = std::move(again);
          block = std::move(filled.block);
          right = sum_of(block) == sum;
          sip::log("round {}: {} bytes back, sum {}, {}", round, block.size(), sum,
                   right ? sip::StringView("right") : sip::StringView("wrong"));
        },
        [&](sip::Closed) { sip::panic("the server has closed"); });
    if (!right) sip::panic("the sum is wrong");
  }
  auto finished = std::move(server).send(Bulk::Done{});
  std::move(block).release();
  return 0;
}
