// seeded: control; BD0101 BD0102 BD0104 BD0110 BD0201
// The SIP calls its own data.
#include <manifest.hpp>

constinit const unsigned kCode = 0xc3fa;

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto* entry = reinterpret_cast<void (*)()>(reinterpret_cast<std::uint64_t>(&kCode));
  entry();
  sip::log("came back");
  return 0;
}
