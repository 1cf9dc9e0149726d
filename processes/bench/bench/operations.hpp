// The operations that are measured, each so often as it is told. Nothing but the operation stands
// in a loop. What needs the partner is given the conversation and gives it back.
#pragma once
#include <manifest.hpp>

#include <sip/thread.hpp>

using Partner = Bench::Imp<Bench::Ready>;
using Block = sip::ExVector<std::uint8_t>;

// Each yield goes once round all SIPs that are ready.
inline void yield_round(std::int32_t times) {
  for (std::int32_t i = 0; i < times; ++i) sip::this_thread::yield();
}

inline void create_channels(std::int32_t times) {
  for (std::int32_t i = 0; i < times; ++i) {
    auto [importer, exporter] = C1::create();
    std::move(importer).close();
    std::move(exporter).close();
  }
}

inline void allocate_blocks(std::int32_t times, std::int32_t bytes) {
  for (std::int32_t i = 0; i < times; ++i) {
    auto block = Block::make(static_cast<std::size_t>(bytes));
    if (block.empty()) sip::panic("the exchange heap gave no block");
    std::move(block).release();
  }
}

[[nodiscard]] inline Partner ask(Partner partner, std::int32_t times) {
  for (std::int32_t i = 0; i < times; ++i) {
    std::move(partner)
        .exchange(Bench::Ask{.value = i})
        .match([&](Bench::Answer, Bench::Imp<Bench::Ready> again) { partner = std::move(again); },
               [&](sip::Closed) { sip::panic("the partner has closed"); });
  }
  return partner;
}

// `ticks`: of the round trips alone; what the block costs is exchange-alloc's to say.
[[nodiscard]] inline Partner give(Partner partner, std::int32_t times, std::int32_t bytes,
                                  std::uint64_t& ticks) {
  auto block = Block::make(static_cast<std::size_t>(bytes));
  if (block.empty()) sip::panic("the exchange heap gave no block");
  const std::uint64_t before = sip::ticks();
  for (std::int32_t i = 0; i < times; ++i) {
    std::move(partner)
        .exchange(Bench::Give{.block = std::move(block)})
        .match(
            [&](Bench::Back back, Bench::Imp<Bench::Ready> again) {
              block = std::move(back.block);
              partner = std::move(again);
            },
            [&](sip::Closed) { sip::panic("the partner has closed"); });
  }
  ticks = sip::ticks() - before;
  std::move(block).release();
  return partner;
}

// Both sides yield `times`, in turn: twice as many switches.
[[nodiscard]] inline Partner yield_in_turn(Partner partner, std::int32_t times) {
  auto yielding = std::move(partner).send(Bench::Yield{.times = times});
  for (std::int32_t i = 0; i < times; ++i) sip::this_thread::yield();
  std::move(yielding).receive().match(
      [&](Bench::Yielded, Bench::Imp<Bench::Ready> again) { partner = std::move(again); },
      [&](sip::Closed) { sip::panic("the partner has closed"); });
  return partner;
}
