// Blocks inside of blocks: the process's name says which part it plays. Exit code 0 = as expected.
#include "roles.hpp"

namespace {

constexpr int64_t kPut = 0, kGot = 1;
constexpr uint64_t kPage = 4096;

uint64_t block(unsigned char first) {
  const uint64_t address = expect_handle(k_exchange_allocate(kPage), "exchange_allocate");
  bytes_at(address)[0] = first;
  return address;
}

uint64_t& slot(uint64_t outer, unsigned index) {
  return reinterpret_cast<uint64_t*>(outer)[2 * index];
}

// Two elements: a leaf that begins with 1; one that begins with 2 and has a leaf with 4 inside.
struct Tree {
  uint64_t outer, leaf, middle, deep;
};

Tree make_tree() {
  const Tree tree{block(0), block(1), block(0), block(4)};
  expect(k_exchange_nest(tree.outer, tree.leaf), abi::kOk, "nest");
  slot(tree.middle, 1) = tree.deep;
  bytes_at(tree.middle)[0] = 2;
  expect(k_exchange_nest(tree.middle, tree.deep), abi::kOk, "nest in another");
  expect(k_exchange_nest(tree.outer, tree.middle), abi::kOk, "nest what has one inside");
  slot(tree.outer, 0) = tree.leaf;
  slot(tree.outer, 1) = tree.middle;
  return tree;
}

void send_tree(uint64_t endpoint, const Tree& tree) {
  Vector vector{tree.outer, 2};
  expect(k_channel_send(endpoint, kPut, &vector, 16), abi::kOk, "send");
}

void nest_client(const abi::StartBlock& start) {
  const Tree tree = make_tree();
  send_tree(start.endpoints[0], tree);
  Vector vector{};
  expect(k_channel_receive(start.endpoints[0], &vector, 16, abi::kNever), kGot, "receive");
  expect(k_exchange_unnest(vector.address, slot(vector.address, 0)), kPage, "unnest");
  expect(k_exchange_unnest(vector.address, slot(vector.address, 1)), abi::kNotInside, "taken");
  log("inside", bytes_at(tree.leaf)[0]);
  expect(k_exchange_release(tree.leaf), abi::kOk, "release");
  expect(k_exchange_release(vector.address), abi::kOk, "release");
}

void nest_server(const abi::StartBlock& start) {
  Vector vector{};
  expect(k_channel_receive(start.endpoints[0], &vector, 16, abi::kNever), kPut, "receive");
  const uint64_t outer = vector.address, leaf = slot(outer, 0), middle = slot(outer, 1);
  expect(k_exchange_unnest(outer, 4096), abi::kNotInside, "no block");
  expect(k_exchange_unnest(outer, outer), abi::kNotInside, "itself");
  expect(k_exchange_unnest(outer, block(0)), abi::kNotInside, "one of its own");
  expect(k_exchange_unnest(outer, leaf + 8), abi::kNotInside, "not the start");
  expect(k_exchange_unnest(outer, middle), kPage, "unnest");
  const uint64_t deep = slot(middle, 1);
  expect(k_exchange_unnest(outer, deep), abi::kNotInside, "deeper than that");
  expect(k_exchange_unnest(middle, deep), kPage, "unnest");
  expect(bytes_at(deep)[0], 4, "what lay deepest");
  expect(k_exchange_unnest(outer, leaf), kPage, "unnest");
  bytes_at(leaf)[0] = static_cast<unsigned char>(bytes_at(leaf)[0] + bytes_at(middle)[0] + 4);
  expect(k_exchange_release(middle), abi::kOk, "release");
  expect(k_exchange_nest(outer, deep), abi::kOk, "nest again");
  expect(k_exchange_nest(outer, leaf), abi::kOk, "nest again");
  expect(k_channel_send(start.endpoints[0], kGot, &vector, 16), abi::kOk, "send");
}

void nest_dies(const abi::StartBlock&) {
  make_tree();
  const Tree tree = make_tree();
  expect(k_exchange_unnest(tree.outer, tree.middle), kPage, "unnest");
  __builtin_trap();
}
void nest_dies_in_flight(const abi::StartBlock& start) {
  send_tree(start.endpoints[0], make_tree());
  __builtin_trap();
}
void nest_sleeper(const abi::StartBlock&) {
  sleep_ms(20);
}

void nest_server_dies(const abi::StartBlock& start) {
  Vector vector{};
  expect(k_channel_receive(start.endpoints[0], &vector, 16, abi::kNever), kPut, "receive");
  expect(k_exchange_unnest(vector.address, slot(vector.address, 1)), kPage, "unnest");
  exit_with(0);
}
void nest_to_the_dying(const abi::StartBlock& start) {
  send_tree(start.endpoints[0], make_tree());
  Vector vector{};
  expect(k_channel_receive(start.endpoints[0], &vector, 16, abi::kNever), abi::kClosed, "closed");
}

// Ten pages are allowed: putting them into one block frees none, releasing that one frees all.
void nest_quota(const abi::StartBlock&) {
  for (int round = 0; round < 2; ++round) {
    const uint64_t outer = block(0);
    for (int i = 1; i < 10; ++i) expect(k_exchange_nest(outer, block(1)), abi::kOk, "nest");
    expect(k_exchange_allocate(1), abi::kQuotaExceeded, "all are in use");
    expect(k_exchange_release(outer), abi::kOk, "release");
  }
}

void nest_many(const abi::StartBlock&) {
  const uint64_t outer = block(0);
  int64_t count = 0, result = 0;
  uint64_t last = 0;
  while ((result = k_exchange_nest(outer, last = block(1))) == abi::kOk) ++count;
  expect(result, abi::kQuotaExceeded, "too many");
  log("inside", count);
  const uint64_t other = block(0);
  expect(k_exchange_nest(other, last), abi::kOk, "the refused one is still its own");
  expect(k_exchange_nest(other, outer), abi::kQuotaExceeded, "what is inside at any depth counts");
}

void nest_smuggles(const abi::StartBlock& start) {
  Vector vector{make_tree().outer, 1};
  k_channel_send(start.endpoints[0], kPut, &vector, 16);
}

const Role kRoles[] = {
    ROLE(nest_client),  ROLE(nest_server),      ROLE(nest_dies),  ROLE(nest_dies_in_flight),
    ROLE(nest_sleeper), ROLE(nest_server_dies), ROLE(nest_quota), ROLE(nest_to_the_dying),
    ROLE(nest_many),    ROLE(nest_smuggles),
};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
