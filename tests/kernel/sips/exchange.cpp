// channel_exchange: a client that asks and a server that answers and waits for the next request, in
// all the ways in which the two can meet. The process's name says which part it plays.
#include "roles.hpp"

namespace {

constexpr uint64_t kSizes = 8 | 8 << 16;  // a Request or a Reply, and room for the other
constexpr int64_t kRounds = 3000;
int64_t in_data = 0;  // as good a place as the stack, and not the short way

int64_t ask(uint64_t service, int64_t x) {
  int64_t y = -1;
  expect(k_channel_exchange(service, kRequest, &x, &y, kSizes), kReply, "reply");
  return y;
}

// Answers until the client closes: twice the number.
void answer_all(uint64_t service) {
  int64_t x = 0, y = 0;
  int64_t tag = k_channel_receive(service, &x, 8, abi::kNever);
  while (tag == kRequest) {
    y = 2 * x;
    tag = k_channel_exchange(service, kReply, &y, &x, kSizes);
  }
  expect(tag, abi::kClosed, "what ends the server");
  k_channel_close(service);
}

// --- two processes

void server(const abi::StartBlock& start) {
  answer_all(start.endpoints[0]);
}
// It is not waiting when it is asked.
void late_server(const abi::StartBlock& start) {
  sleep_ms(10);
  answer_all(start.endpoints[0]);
}
// Answers by two calls.
void old_server(const abi::StartBlock& start) {
  int64_t x = 0;
  while (k_channel_receive(start.endpoints[0], &x, 8, abi::kNever) == kRequest) {
    x *= 2;
    k_channel_send(start.endpoints[0], kReply, &x, 8);
  }
}
// Takes one request and dies of it.
void dying_server(const abi::StartBlock& start) {
  int64_t x = 0;
  k_channel_receive(start.endpoints[0], &x, 8, abi::kNever);
  __builtin_trap();
}
void gone(const abi::StartBlock&) {}

// More important than the server, and busy when the client asks.
void between(const abi::StartBlock&) {
  sleep_ms(5);
  spin_ms(30);
  log("spun");
}
void important_client(const abi::StartBlock& start) {
  sleep_ms(15);
  expect(ask(start.endpoints[0], 4), 8, "answer");
  log("answered");
}

void client(const abi::StartBlock& start) {
  const uint64_t service = start.endpoints[0];
  for (int64_t i = 0; i < kRounds; ++i) {
    int64_t larger[2] = {i, -1};
    switch (i % 4) {
      case 0:  // both the same place, in data
        in_data = i;
        expect(k_channel_exchange(service, kRequest, &in_data, &in_data, kSizes), kReply, "reply");
        expect(in_data, 2 * i, "answer in data");
        break;
      case 1:  // a larger buffer than is needed
        expect(k_channel_exchange(service, kRequest, larger, larger, 8 | 16 << 16), kReply,
               "reply");
        expect(larger[0], 2 * i, "answer in a larger buffer");
        expect(larger[1], -1, "what lies behind it");
        break;
      default:
        expect(ask(service, i), 2 * i, "answer");
    }
  }
  k_channel_close(service);
}

void client_of_the_dead(const abi::StartBlock& start) {
  int64_t x = 1;
  expect(k_channel_exchange(start.endpoints[0], kRequest, &x, &x, kSizes), abi::kClosed, "closed");
  expect(x, 1, "the buffer");
}
void client_of_nobody(const abi::StartBlock& start) {
  sleep_ms(5);
  client_of_the_dead(start);
}

// --- messages that own something

struct Filled {
  Vector vector;
  uint64_t sum;
};

void bulk_client(const abi::StartBlock& start) {
  Filled filled{};
  filled.vector = {expect_handle(k_exchange_allocate(4096), "exchange_allocate"), 4096};
  for (uint64_t i = 0; i < 100; ++i) {
    const Vector sent = filled.vector;
    Vector vector = sent;
    bytes_at(vector.address)[i] = 1;
    expect(
        k_channel_exchange(start.endpoints[0], kFill, &vector, &filled, 16 | sizeof filled << 16),
        kFilled, "filled");
    expect(static_cast<int64_t>(vector.address | vector.count), 0, "owner left in the message");
    expect(static_cast<int64_t>(filled.vector.address), static_cast<int64_t>(sent.address),
           "the block that came back");
    expect(static_cast<int64_t>(filled.sum), static_cast<int64_t>(i + 1), "sum");
  }
  k_exchange_release(filled.vector.address);
  k_channel_send(start.endpoints[0], kDone, nullptr, 0);
}

void bulk_server(const abi::StartBlock& start) {
  Filled filled{};
  int64_t tag = k_channel_receive(start.endpoints[0], &filled.vector, 16, abi::kNever);
  while (tag == kFill) {
    filled.sum = 0;
    for (uint64_t i = 0; i < filled.vector.count; ++i)
      filled.sum += bytes_at(filled.vector.address)[i];
    tag = k_channel_exchange(start.endpoints[0], kFilled, &filled, &filled.vector,
                             sizeof filled | 16 << 16);
  }
  expect(tag, kDone, "what ends the server");
}

// The block goes down with the message.
void bulk_client_of_nobody(const abi::StartBlock& start) {
  sleep_ms(5);
  Filled filled{};
  Vector vector{expect_handle(k_exchange_allocate(4096), "exchange_allocate"), 4096};
  expect(k_channel_exchange(start.endpoints[0], kFill, &vector, &filled, 16 | sizeof filled << 16),
         abi::kClosed, "closed");
  expect(static_cast<int64_t>(vector.address), 0, "owner left in the message");
}

// --- threads of one process

ThreadStart starts[8];

void serve(uint64_t service) {
  answer_all(service);
}
void talk(uint64_t service) {
  for (int64_t i = 0; i < kRounds / 4; ++i) expect(ask(service, i), 2 * i, "answer");
  k_channel_close(service);
}

// Pairs of threads that compete for the CPUs.
void many(const abi::StartBlock&) {
  uint64_t ends[2], threads[8];
  for (unsigned i = 0; i < 4; ++i) {
    expect(k_channel_create(kC1, 0, ends), abi::kOk, "channel_create");
    starts[2 * i] = {&serve, ends[1]};
    starts[2 * i + 1] = {&talk, ends[0]};
    threads[2 * i] = start_thread(starts[2 * i]);
    threads[2 * i + 1] = start_thread(starts[2 * i + 1]);
  }
  for (const uint64_t thread : threads)
    expect(k_thread_join(thread, abi::kNever), abi::kOk, "join");
}

const Role kRoles[] = {
    ROLE(server),
    ROLE(late_server),
    ROLE(old_server),
    ROLE(dying_server),
    ROLE(gone),
    ROLE(client),
    ROLE(client_of_the_dead),
    ROLE(bulk_client),
    ROLE(bulk_client_of_nobody),
    ROLE(bulk_server),
    ROLE(client_of_nobody),
    ROLE(between),
    ROLE(important_client),
    ROLE(many),
};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
