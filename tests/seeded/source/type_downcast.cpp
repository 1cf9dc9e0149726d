// seeded: type; BD0204
// The SIP takes a base object for a derived one, and writes.
#include <manifest.hpp>

struct Base {
  int a = 1;
};
struct Derived : Base {
  sip::Array<std::uint64_t, 4096> more;
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  Base base;
  Base& name = base;
  static_cast<Derived&>(name).more[4000] = 9;
  sip::log("changed {}", base.a);
  return 0;
}
