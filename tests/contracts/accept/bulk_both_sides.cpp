// A block of the exchange heap there and back.
#include "bulk.contract.hpp"

std::uint64_t fill(Bulk::Imp<Bulk::Ready> ready) {
  auto waiting = std::move(ready).send(Bulk::Fill{.block = sip::ExVector<std::uint8_t>::make(4096)});
  return std::move(waiting).receive().match(
      [](Bulk::Filled filled, Bulk::Imp<Bulk::Ready> next) {
        std::move(filled.block).release();
        auto end = std::move(next).send(Bulk::Done{});
        return filled.sum;
      },
      [](sip::Closed) { return std::uint64_t{0}; });
}

void serve(Bulk::Exp<Bulk::Ready> service) {
  bool running = true;
  while (running)
    std::move(service).receive().match(
        [&](Bulk::Fill fill, Bulk::Exp<Bulk::Ready_Fill> filling) {
          fill.block.set(0, 1);
          service = std::move(filling).send(Bulk::Filled{.block = std::move(fill.block), .sum = 1});
        },
        [&](Bulk::Done, Bulk::Exp<Bulk::Finished>) { running = false; }, [&](sip::Closed) { running = false; });
}
