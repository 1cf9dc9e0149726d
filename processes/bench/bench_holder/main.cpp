// One of many SIPs that hold channels: makes as many as its manifest says, one in each frame of a
// recursion, and waits for ever.
#include <manifest.hpp>

namespace {

void hold(std::int32_t more) {
  auto [importer, exporter] = C1::create();
  if (more > 0) {
    hold(more - 1);
    std::move(exporter).close();
  } else {
    std::move(exporter).receive().match(
        [&](C1::Request, C1::Exp<C1::Pending> pending) { std::move(pending).close(); },
        [&](sip::Closed) {});
  }
  std::move(importer).close();
}

}  // namespace

int sip_main(manifest::Start) {
  hold(manifest::parameters::channels - 1);
  return 0;
}
