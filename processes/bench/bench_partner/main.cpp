// The other side of every measured conversation: answers at once, does nothing else.
#include <manifest.hpp>

#include <sip/thread.hpp>

int sip_main(manifest::Start start) {
  auto received = std::move(start.service).receive();
  bool running = true;
  while (running) {
    std::move(received).match(
        [&](Bench::Ask ask, Bench::Exp<Bench::Ready_Ask> asked) {
          received = std::move(asked).exchange(Bench::Answer{.value = ask.value});
        },
        [&](Bench::Give give, Bench::Exp<Bench::Ready_Give> given) {
          received = std::move(given).exchange(Bench::Back{.block = std::move(give.block)});
        },
        [&](Bench::Yield yield, Bench::Exp<Bench::Ready_Yield> yielding) {
          for (std::int32_t i = 0; i < yield.times; ++i) sip::this_thread::yield();
          received = std::move(yielding).exchange(Bench::Yielded{});
        },
        [&](Bench::Done, Bench::Exp<Bench::Finished>) { running = false; },
        [&](sip::Closed) { running = false; });
  }
  return 0;
}
