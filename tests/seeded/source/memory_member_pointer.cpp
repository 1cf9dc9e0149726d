// seeded: memory; BD0102 BD0104 BD0105
// The SIP reaches a field through a member pointer of another class.
#include <manifest.hpp>

struct Small {
  int a = 1;
};
struct Large : Small {
  std::uint64_t many[512] = {};
  int z = 2;
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int Large::* far = &Large::z;
  auto wrong = static_cast<int Small::*>(far);
  Small small;
  small.*wrong = 9;
  sip::log("changed {}", small.a);
  return 0;
}
