// The other side of every measured conversation: answers at once, does nothing else.
#include <manifest.hpp>

#include <sip/thread.hpp>

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](Bench::Ask ask, Bench::Exp<Bench::Ready_Ask> asked) {
          service = std::move(asked).send(Bench::Answer{.value = ask.value});
        },
        [&](Bench::Give give, Bench::Exp<Bench::Ready_Give> given) {
          service = std::move(given).send(Bench::Back{.block = std::move(give.block)});
        },
        [&](Bench::Yield yield, Bench::Exp<Bench::Ready_Yield> yielding) {
          for (std::int32_t i = 0; i < yield.times; ++i) sip::this_thread::yield();
          service = std::move(yielding).send(Bench::Yielded{});
        },
        [&](Bench::Done, Bench::Exp<Bench::Finished>) { running = false; },
        [&](sip::Closed) { running = false; });
  }
  return 0;
}
