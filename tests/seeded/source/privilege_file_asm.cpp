// seeded: privilege; BD0106 BD0701
// The SIP writes assembly at file scope.
#include <manifest.hpp>

asm(".globl sip_main_helper\nsip_main_helper: cli\nret\n");
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::log("done");
  return 0;
}
