// Panics. Expected: the kernel ends it with a report that carries the message.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::log("about to panic");
  sip::panic("this is the panic of the fault test");
}
