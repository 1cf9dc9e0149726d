// The program without a fault that machine.toml edits: a request, its reply, and a block sent to
// and fro.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  int result = 1;
  auto block = sip::ExVector<std::uint8_t>::make(64);
  auto waiting = std::move(start.bulk).send(Bulk::Fill{.block = std::move(block)});
  std::move(waiting).receive().match(
      [&](Bulk::Filled filled, Bulk::Imp<Bulk::Ready> again) {
        std::move(again).close();
        std::move(filled.block).release();
      },
      [&](sip::Closed) {});
  auto pending = std::move(start.server).send(C1::Request{.x = manifest::parameters::amount});
  std::move(pending).receive().match(
      [&](C1::Reply reply, C1::Imp<C1::Start> again) {
        result = reply.y == 49 ? 0 : 1;
        std::move(again).close();
      },
      [&](C1::Error, C1::Imp<C1::Stopped>) {}, [&](sip::Closed) {});
  sip::log("result {}", result);
  return result;
}
