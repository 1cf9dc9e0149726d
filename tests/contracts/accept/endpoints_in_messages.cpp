// Endpoints travel in messages, owned by the message until the other side takes them out.
#include "handover.contract.hpp"

void hand_over(Handover::Imp<Handover::Start> start) {
  auto inner = Inner::create();
  auto waiting = std::move(start).send(
      Handover::Take{.both = {.exporter = std::move(inner.exp), .importer = std::move(inner.imp)}, .count = 2});
  std::move(waiting).receive().match(
      [](Handover::Again again, Handover::Imp<Handover::Start> next) {
        std::move(again.more).close();
        auto over = Inner::create<Inner::Over>();
        auto end = std::move(next).send(Handover::Spent{.over = std::move(over.imp)});
      },
      [](sip::Closed) {});
}

void take_over(Handover::Exp<Handover::Start> start) {
  std::move(start).receive().match(
      [](Handover::Take take, Handover::Exp<Handover::Start_Take> next) {
        std::move(take.both.exporter).close();
        std::move(take.both.importer).close();
        std::move(next).close();
      },
      [](Handover::Spent, Handover::Exp<Handover::End>) {}, [](sip::Closed) {});
}
