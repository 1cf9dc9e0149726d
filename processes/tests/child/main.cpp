// What the parent of the process tests creates: does what its arguments say, so that each way of
// ending can be looked at.
#include <manifest.hpp>

namespace {

void serve(C1::Exp<C1::Start> service, std::int64_t factor) {
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> pending) {
          const auto product = static_cast<std::int32_t>(request.x * factor);
          service = std::move(pending).send(C1::Reply{.y = product});
        },
        [&](sip::Closed) { running = false; });
  }
}

}  // namespace

int sip_main(manifest::Start start) {
  if (manifest::Arguments::panics()) sip::panic("told to");
  serve(std::move(start.service), manifest::Arguments::factor());
  return static_cast<int>(manifest::Arguments::code());
}
