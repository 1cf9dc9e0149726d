// Runs all of C1: three Requests with Reply, then one that is answered with Error. Also reads
// relocated data.
#include "sip.hpp"

namespace {
const char* const kWords[] = {"first", "second", "third"};
}

extern "C" void sip_entry(const abi::StartBlock* start) {
  const uint64_t server = start->endpoints[0];
  for (int64_t x = 1; x <= 3; ++x) {
    k_channel_send(server, kRequest, &x, 8);
    int64_t y = 0;
    const int64_t tag = k_channel_receive(server, &y, 8, abi::kNever);
    if (tag != kReply || y != x * x) exit_with(1);
    log(kWords[x - 1], y);
  }
  int64_t x = 101, y = 0;
  k_channel_send(server, kRequest, &x, 8);
  if (k_channel_receive(server, &y, 8, abi::kNever) != kError) exit_with(2);
  k_channel_close(server);
  log("done");
  exit_with(0);
}
