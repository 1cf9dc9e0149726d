// A server that forgets one of the owners in a message: the dialect checker must name it.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  auto [imp, exp] = Features::create();
  std::move(imp).close();
  return std::move(exp).receive().match(
      [](Features::Give give, Features::Exp<Features::Busy> busy) {
        std::move(give.shape).release();
        std::move(give.parcel.points).release();
        std::move(give.maybe).close();
        std::move(busy).close();
        return 1;
      },
      [](Features::Done, Features::Exp<Features::End>) { return 2; },
      [](sip::Closed) { return 3; });
}
