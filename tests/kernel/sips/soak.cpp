// The soak: pairs of workers pass blocks to and fro over Bulk and check every byte; a killer stops,
// releases, suspends and re-creates them at random, and at the end looks for what is missing. A
// worker's exit code is how many blocks it has seen come back right, or a negative number for what
// was wrong.
#include "roles.hpp"

namespace {

constexpr uint32_t kPairs = 32;

struct Random {
  uint64_t state;
  uint64_t next() {  // xorshift64 (Marsaglia, 2003)
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  }
  uint64_t below(uint64_t bound) { return next() % bound; }
};

struct Filled {
  Vector vector;
  uint64_t sum;
};

enum Wrong : int64_t { kBadBytes = -1, kBadSum = -2, kLost = -3, kRefused = -4, kBadTag = -5 };

// The words of a block follow from its seed; the first two are seed and sequence number. Returns
// their sum.
uint64_t fill(uint64_t block, uint64_t words, uint64_t seed, uint64_t sequence) {
  auto* const word = reinterpret_cast<uint64_t*>(block);
  Random random{seed | 1};
  word[0] = seed;
  word[1] = sequence;
  uint64_t sum = seed + sequence;
  for (uint64_t i = 2; i < words; ++i) sum += word[i] = random.next();
  return sum;
}

// The same, read back.
uint64_t sum_if_right(uint64_t block, uint64_t words, uint64_t sequence) {
  const auto* const word = reinterpret_cast<const uint64_t*>(block);
  Random random{word[0] | 1};
  if (word[1] != sequence) exit_with(kLost);
  uint64_t sum = word[0] + word[1];
  for (uint64_t i = 2; i < words; ++i) {
    if (word[i] != random.next()) exit_with(kBadBytes);
    sum += word[i];
  }
  return sum;
}

// Sends one block and checks what comes back; false: the peer has been killed.
bool exchange_one(uint64_t peer, Random& random, uint64_t sequence) {
  const uint64_t words = 64 + random.below(3000);
  const int64_t block = k_exchange_allocate(8 * words);
  if (block <= 0) exit_with(kRefused);
  const uint64_t sum = fill(static_cast<uint64_t>(block), words, random.next(), sequence);
  Filled message{{static_cast<uint64_t>(block), 8 * words}, 0};
  if (k_channel_send(peer, kFill, &message, 16) == abi::kClosed) return false;
  const int64_t tag = k_channel_receive(peer, &message, sizeof message, abi::kNever);
  if (tag == abi::kClosed) return false;
  if (tag != kFilled) exit_with(kBadTag);
  if (message.sum != sum || sum_if_right(message.vector.address, words, sequence) != sum)
    exit_with(kBadSum);
  if (k_exchange_release(message.vector.address) != abi::kOk) exit_with(kRefused);
  return true;
}

void sender(const abi::StartBlock& start) {
  Random random{start.arguments[0]};
  uint64_t sequence = 0;
  while (exchange_one(start.endpoints[0], random, sequence)) ++sequence;
  exit_with(static_cast<int64_t>(sequence));
}

void echo(const abi::StartBlock& start) {
  Filled message{};
  uint64_t sequence = 0;
  while (true) {
    const int64_t tag = k_channel_receive(start.endpoints[0], &message, 16, abi::kNever);
    if (tag == abi::kClosed) break;
    if (tag != kFill) exit_with(kBadTag);
    message.sum = sum_if_right(message.vector.address, message.vector.count / 8, sequence);
    if (k_channel_send(start.endpoints[0], kFilled, &message, sizeof message) == abi::kClosed)
      break;
    ++sequence;
  }
  exit_with(static_cast<int64_t>(sequence));
}

// --- the killer

struct Pair {
  uint64_t workers[2] = {};  // handles; 0: reaped
};
Pair pairs[kPairs];
uint64_t set, kills = 0, right = 0, made = 0, suspensions = 0;
bool stopped_by_us[2 * kPairs];

uint64_t make_worker(uint32_t program, const char* name, uint64_t endpoint, uint64_t seed,
                     uint64_t key) {
  abi::NewProcess description{.creates_index = program,
                              .endpoint_count = 1,
                              .argument_count = 1,
                              .reserved = 0,
                              .name = {},
                              .endpoints = &endpoint,
                              .arguments = &seed};
  for (size_t i = 0; name[i] != 0; ++i) description.name[i] = name[i];
  const uint64_t handle = expect_handle(k_process_create(&description), "process_create");
  expect(k_sync_set_add(set, handle, key), abi::kOk, "sync_set_add");
  return handle;
}

void make_pair(uint32_t index, Random& random) {
  uint64_t ends[2];
  expect(k_channel_create(kBulk, 0, ends), abi::kOk, "channel_create");
  pairs[index].workers[0] = make_worker(0, "sender", ends[0], random.next(), 2 * index);
  pairs[index].workers[1] = make_worker(1, "echo", ends[1], random.next(), 2 * index + 1);
  for (const uint64_t worker : pairs[index].workers)
    expect(k_process_start(worker), abi::kOk, "process_start");
  made += 2;
}

// The worker's handle goes; the pair is made anew when both are gone.
void give_up(uint64_t key, Random* random) {
  Pair& pair = pairs[key / 2];
  expect(k_process_release(pair.workers[key % 2]), abi::kOk, "process_release");
  pair.workers[key % 2] = 0;
  if (random != nullptr && pair.workers[0] == 0 && pair.workers[1] == 0)
    make_pair(static_cast<uint32_t>(key / 2), *random);
}

// Takes the end of the worker of this key.
void reap(uint64_t key, Random* random) {
  const uint64_t handle = pairs[key / 2].workers[key % 2];
  abi::ProcessEnd end{};
  expect(k_process_wait(handle, &end, 0), abi::kOk, "the end of a worker that is ready");
  if (end.kind == abi::EndKind::kExited) {
    if (end.code < 0) fail("a worker found something wrong", end.code);
    right += static_cast<uint64_t>(end.code);
  } else {
    expect(static_cast<int64_t>(end.kind), static_cast<int64_t>(abi::EndKind::kStopped),
           "a worker ended unasked, kind");
    expect(stopped_by_us[key], 1, "a worker was stopped by somebody else");
  }
  stopped_by_us[key] = false;
  give_up(key, random);
}

// Kills without asking how it ended.
void release_one(uint64_t key, Random& random) {
  stopped_by_us[key] = false;
  ++kills;
  give_up(key, &random);
}

void strike(Random& random) {
  const uint64_t key = random.below(2 * kPairs);
  const uint64_t worker = pairs[key / 2].workers[key % 2];
  if (worker == 0) return;
  if (random.below(4) == 0) {
    if (k_process_suspend(worker) == abi::kOk && random.below(2) == 0) sleep_ms(1);
    k_process_resume(worker);
    ++suspensions;
    return;
  }
  if (random.below(8) == 0) return release_one(key, random);
  if (k_process_stop(worker) == abi::kEnded) return;
  stopped_by_us[key] = true;
  ++kills;
}

abi::SystemInfo look() {
  abi::SystemInfo info{};
  k_inspect_system(&info);
  return info;
}

void end_all() {
  for (uint32_t key = 0; key < 2 * kPairs; ++key) {
    const uint64_t worker = pairs[key / 2].workers[key % 2];
    if (worker != 0 && k_process_stop(worker) == abi::kOk) stopped_by_us[key] = true;
  }
  for (uint32_t i = 0; i < 2 * kPairs; ++i) {
    bool any = false;
    for (const Pair& pair : pairs) any = any || pair.workers[0] != 0 || pair.workers[1] != 0;
    if (!any) break;
    const int64_t key = k_sync_set_wait(set, in_ms(20'000));
    if (key < 0) fail("workers that do not end", key);
    reap(static_cast<uint64_t>(key), nullptr);
  }
}

// arguments: milliseconds, seed.
void killer(const abi::StartBlock& start) {
  const abi::SystemInfo before = look();
  const uint64_t end = in_ms(start.arguments[0]);
  Random random{start.arguments[1]};
  set = expect_handle(k_sync_set_create(), "sync_set_create");
  for (uint32_t i = 0; i < kPairs; ++i) make_pair(i, random);
  uint64_t next_strike = in_ms(20), next_line = in_ms(60'000);
  while (now() < end) {
    const int64_t key = k_sync_set_wait(set, next_strike);
    if (key >= 0) reap(static_cast<uint64_t>(key), &random);
    if (now() < next_strike) continue;
    strike(random);
    next_strike = in_ms(1 + random.below(10));
    if (now() > next_line) {
      log("kills so far", static_cast<int64_t>(kills));
      next_line = in_ms(60'000);
    }
  }
  end_all();
  expect(k_sync_release(set), abi::kOk, "sync_release");
  const abi::SystemInfo after = look();
  expect(static_cast<int64_t>(after.frames_free), static_cast<int64_t>(before.frames_free),
         "pages lost; free now");
  expect(after.blocks, 0, "blocks left");
  expect(after.channels, 0, "channels left");
  expect(after.processes, 1, "processes left");
  log("workers made", static_cast<int64_t>(made));
  log("workers killed", static_cast<int64_t>(kills));
  log("suspended and resumed", static_cast<int64_t>(suspensions));
  log("blocks passed on and right", static_cast<int64_t>(right));
}

const Role kRoles[] = {ROLE(sender), ROLE(echo), ROLE(killer)};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
