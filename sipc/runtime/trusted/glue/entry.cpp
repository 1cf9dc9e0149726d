// The way from the runtime's entry to sip_main, the same for every SIP: makes the one Start object
// that its manifest describes. Trusted because only trusted code may define a function under an asm
// label.
#include "manifest.hpp"

// SAFETY: called once, by sip_entry; a second Start would take endpoints that are taken, which ends
// the SIP (start.cpp).
std::int32_t sip::prim::main_entry() {
  return sip_main(manifest::Start(sip::detail::Grant()));
}
