// seeded: memory; BD0401
// The SIP keeps a reference to a local variable in a struct.
#include <manifest.hpp>

struct Holder {
  int& name;
};

Holder leave() {
  int local = 5;
  return Holder{local};
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  Holder holder = leave();
  holder.name = 6;
  sip::log("changed {}", holder.name);
  return 0;
}
