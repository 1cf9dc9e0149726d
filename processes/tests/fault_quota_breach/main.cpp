// Asks for more of the exchange heap than its manifest allows, in checked code. Expected: the call
// gives no block, which is an error that a SIP can meet; this one panics over it.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::log("about to ask for twice the quota");
  auto block = sip::ExVector<std::uint8_t>::make(131'072);
  if (block.empty()) sip::panic("the quota is used up");
  sip::log("NOT CONTAINED");
  std::move(block).release();
  return 0;
}
