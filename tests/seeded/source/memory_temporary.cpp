// seeded: memory; BD0404
// The SIP keeps a reference into a temporary.
#include <manifest.hpp>

struct Box {
  int value = 5;
  const int& get() const { return value; }
};

Box make() {
  return {};
}

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  const int& gone = make().get();
  sip::log("read {}", gone);
  return 0;
}
