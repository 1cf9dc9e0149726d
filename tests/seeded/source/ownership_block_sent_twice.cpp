// seeded: ownership; BD0501
// The SIP sends one block twice.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  auto block = sip::ExVector<std::uint8_t>::make(64);
  auto waiting = std::move(start.bulk).send(Bulk::Fill{.block = std::move(block)});
  std::move(waiting).receive().match(
      [&](Bulk::Filled filled, Bulk::Imp<Bulk::Ready> again) {
        auto third = std::move(again).send(Bulk::Fill{.block = std::move(block)});
        std::move(third).close();
        std::move(filled.block).release();
      },
      [&](sip::Closed) { std::move(block).release(); });
  sip::log("sent twice");
  return 0;
}
