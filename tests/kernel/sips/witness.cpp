// Sends one Request to a SIP that is about to go wrong, expects kClosed exactly once and for ever,
// goes on, and exits with 0.
#include "sip.hpp"

extern "C" void sip_entry(const abi::StartBlock* start) {
  const uint64_t service = start->endpoints[0];
  int64_t x = 5, y = 0;
  k_channel_send(service, kRequest, &x, 8);
  if (k_channel_receive(service, &y, 8, abi::kNever) != abi::kClosed) exit_with(1);
  log("peer closed");
  if (k_channel_receive(service, &y, 8, abi::kNever) != abi::kClosed) exit_with(2);
  k_channel_close(service);
  k_time_sleep_until(static_cast<uint64_t>(k_time_now()) + 3'000'000);
  log("I go on");
  exit_with(0);
}
