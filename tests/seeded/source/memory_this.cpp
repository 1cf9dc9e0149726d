// seeded: memory; BD0101 BD0103 BD0110
// The SIP writes past the object that it belongs to.
#include <manifest.hpp>

struct Small {
  int a = 1;
  void spoil() {
    auto* self = this;
    self[20000].a = 9;
  }
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  Small small;
  small.spoil();
  sip::log("changed {}", small.a);
  return 0;
}
