// Serves C1 with squares; Error above 100.
#include "sip.hpp"

extern "C" void sip_entry(const abi::StartBlock* start) {
  const uint64_t client = start->endpoints[0];
  while (true) {
    int64_t x = 0;
    const int64_t tag = k_channel_receive(client, &x, 8, abi::kNever);
    if (tag == abi::kClosed) break;
    if (x > 100) {
      k_channel_send(client, kError, nullptr, 0);
      break;
    }
    int64_t y = x * x;
    k_channel_send(client, kReply, &y, 8);
  }
  k_channel_close(client);
  exit_with(0);
}
