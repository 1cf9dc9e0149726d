// The smallest SIP that can show that it lived: answers one request of C1 with the triple, then
// waits to be stopped.
#include "sip.hpp"

extern "C" void sip_entry(const abi::StartBlock* start) {
  int64_t x = 0;
  if (k_channel_receive(start->endpoints[0], &x, 8, abi::kNever) != kRequest) exit_with(1);
  x *= 3;
  k_channel_send(start->endpoints[0], kReply, &x, 8);
  k_channel_receive(start->endpoints[0], &x, 8, abi::kNever);
  exit_with(0);
}
