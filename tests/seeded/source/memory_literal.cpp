// seeded: memory; BD0101 BD0106 BD0110 BD0202
// The SIP writes into a string literal.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  const char* text = "constant";
  const_cast<char*>(text)[0] = 'C';
  sip::log("wrote");
  return 0;
}
