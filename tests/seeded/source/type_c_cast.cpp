// seeded: type; BD0203
// The SIP one struct read as another, by a C-style cast.
#include <manifest.hpp>

struct One {
  std::uint32_t a = 1;
};
struct Two {
  sip::Array<std::uint64_t, 4096> many;
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  One one;
  ((Two&)one).many[4000] = 9;
  sip::log("changed {}", one.a);
  return 0;
}
