// seeded: ownership; BD0502 BD0504 BD0508
// The SIP moves an endpoint out of a struct that is behind a reference.
#include <manifest.hpp>

struct Holder {
  C1::Imp<C1::Start> server;
};

void shut(Holder& holder) {
  std::move(holder.server).close();
}
int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  Holder holder{std::move(start.server)};
  shut(holder);
  shut(holder);
  sip::log("closed twice");
  return 0;
}
