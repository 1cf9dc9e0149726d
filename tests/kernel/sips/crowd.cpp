// A crowd that works and a judge who checks its results, while something beside them goes wrong.
// Workers export C1; the judge imports it from each.
#include "roles.hpp"

namespace {

// What a worker makes of x: a block of the exchange heap filled from it and summed up again.
int64_t work(int64_t x) {
  constexpr uint64_t kBytes = 8192;
  const uint64_t block = expect_handle(k_exchange_allocate(kBytes), "allocate");
  auto* const words = reinterpret_cast<volatile int64_t*>(block);
  for (uint64_t i = 0; i < kBytes / 8; ++i) words[i] = x * static_cast<int64_t>(i);
  int64_t sum = 0;
  for (uint64_t i = 0; i < kBytes / 8; ++i) sum += words[i];
  expect(k_exchange_release(block), abi::kOk, "release");
  return sum;
}

int64_t right_answer(int64_t x) {
  return x * (1023 * 1024 / 2);
}

void worker(const abi::StartBlock& start) {
  const uint64_t judge = start.endpoints[0];
  int64_t x = 0;
  while (k_channel_receive(judge, &x, 8, abi::kNever) == kRequest) {
    int64_t y = work(x);
    if (k_channel_send(judge, kReply, &y, 8) != abi::kOk) break;
  }
  k_channel_close(judge);
}

// Asks everybody, then collects; endpoint 0 is the culprit's, arguments[0] says whether it must
// have ended by the last round.
void judge(const abi::StartBlock& start) {
  const uint32_t workers = start.endpoint_count - 1;
  const uint64_t end = in_ms(40);
  int64_t right = 0, round = 0;
  for (; round < 3 || now() < end; ++round) {
    for (uint32_t i = 1; i <= workers; ++i) {
      int64_t x = round * 1000 + i;
      expect(k_channel_send(start.endpoints[i], kRequest, &x, 8), abi::kOk, "ask");
    }
    for (uint32_t i = 1; i <= workers; ++i) {
      int64_t y = 0;
      expect(k_channel_receive(start.endpoints[i], &y, 8, abi::kNever), kReply, "collect");
      expect(y, right_answer(round * 1000 + i), "wrong result");
      ++right;
    }
  }
  if (start.arguments[0] != 0) {
    int64_t x = 5, y = 0;
    k_channel_send(start.endpoints[0], kRequest, &x, 8);
    expect(k_channel_receive(start.endpoints[0], &y, 8, in_ms(5000)), abi::kClosed,
           "the culprit's end");
    log("culprit ended");
  }
  expect(right, round * workers, "results");
  log("all results right of", workers);
}

const Role kRoles[] = {ROLE(worker), ROLE(judge)};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
