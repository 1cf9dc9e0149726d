// seeded: type; BD0207
// The SIP one member of a union written, another read.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  union Both {
    std::uint64_t number;
    double real;
  };
  Both both{.real = 1.5};
  sip::log("number {}", both.number);
  return 0;
}
