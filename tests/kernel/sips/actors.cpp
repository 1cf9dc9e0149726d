// Small parts for the tests of channels, exchange heap, scheduling and console; the process's name
// says which one it plays. Exit code 0 = as expected.
#include "sip.hpp"

namespace {

constexpr uint64_t kBulkBytes = 65536;
constexpr uint64_t kMs = 1'000'000;

struct Filled {
  Vector vector;
  uint64_t sum;
};

[[noreturn]] void fail(const char* what, int64_t value) {
  log(what, value);
  exit_with(1);
}

void expect(int64_t value, int64_t wanted, const char* what) {
  if (value != wanted) fail(what, value);
}

void sleep_ms(uint64_t milliseconds) {
  k_time_sleep_until(static_cast<uint64_t>(k_time_now()) + milliseconds * kMs);
}

uint64_t allocate(uint64_t bytes) {
  const int64_t address = k_exchange_allocate(bytes);
  if (address < 0) fail("allocate", address);
  return static_cast<uint64_t>(address);
}

unsigned char* bytes_at(uint64_t address) {
  return reinterpret_cast<unsigned char*>(address);
}

// --- exchange heap
// ---------------------------------------------------------------------------------------------------

void bulk_client(const uint64_t* endpoints) {
  for (int round = 0; round < 3; ++round) {
    Vector vector{allocate(kBulkBytes), kBulkBytes};
    const uint64_t address = vector.address;
    expect(k_exchange_size(address), kBulkBytes, "size");
    for (uint64_t i = 0; i < kBulkBytes; ++i) {
      if (bytes_at(address)[i] != 0) fail("block not zero at", static_cast<int64_t>(i));
    }
    bytes_at(address)[5] = 7;
    bytes_at(address)[kBulkBytes - 1] = 8;
    expect(k_channel_send(endpoints[0], kFill, &vector, 16), abi::kOk, "send");
    expect(static_cast<int64_t>(vector.address | vector.count), 0, "owner field left");
    Filled filled{};
    expect(k_channel_receive(endpoints[0], &filled, sizeof filled, abi::kNever), kFilled,
           "receive");
    expect(static_cast<int64_t>(filled.vector.address), static_cast<int64_t>(address),
           "another block came back");
    log("sum", static_cast<int64_t>(filled.sum));
    expect(k_exchange_release(filled.vector.address), abi::kOk, "release");
  }
  k_channel_send(endpoints[0], kDone, nullptr, 0);
  k_channel_close(endpoints[0]);
}

void bulk_server(const uint64_t* endpoints) {
  Filled message{};
  while (true) {
    const int64_t tag = k_channel_receive(endpoints[0], &message, 16, abi::kNever);
    if (tag == kDone || tag == abi::kClosed) break;
    message.sum = 0;
    for (uint64_t i = 0; i < message.vector.count; ++i)
      message.sum += bytes_at(message.vector.address)[i];
    k_channel_send(endpoints[0], kFilled, &message, sizeof message);
  }
  k_channel_close(endpoints[0]);
}

void bulk_null(const uint64_t* endpoints) {
  Vector vector{};
  k_channel_send(endpoints[0], kFill, &vector, 16);
}
void bulk_foreign(const uint64_t* endpoints) {
  Vector vector{allocate(100), 100};
  k_exchange_release(vector.address);
  k_channel_send(endpoints[0], kFill, &vector, 16);
}
void bulk_too_long(const uint64_t* endpoints) {
  Vector vector{allocate(4096), 4097};
  k_channel_send(endpoints[0], kFill, &vector, 16);
}
void bulk_inside(const uint64_t* endpoints) {
  Vector vector{allocate(8192) + 4096, 4096};
  k_channel_send(endpoints[0], kFill, &vector, 16);
}
// Dies with one block of its own, one in flight, and one endpoint's ring full.
void bulk_dies(const uint64_t* endpoints) {
  allocate(10000);
  Vector vector{allocate(kBulkBytes), kBulkBytes};
  k_channel_send(endpoints[0], kFill, &vector, 16);
  __builtin_trap();
}
// Never receives what is sent to it.
void bulk_sleeper(const uint64_t*) {
  sleep_ms(20);
}

void bulk_to_closed(const uint64_t* endpoints) {
  sleep_ms(5);  // the server has gone by now
  Vector vector{allocate(kBulkBytes), kBulkBytes};
  const uint64_t address = vector.address;
  expect(k_channel_send(endpoints[0], kFill, &vector, 16), abi::kClosed, "send to closed");
  expect(static_cast<int64_t>(vector.address), 0, "owner field left");
  k_exchange_release(address);  // it was released with the message: ends this SIP
}

void quota(const uint64_t*) {
  int64_t blocks = 0, address = 0, last = 0;
  while ((address = k_exchange_allocate(100'000)) > 0) {
    ++blocks;
    last = address;
  }
  expect(address, abi::kQuotaExceeded, "allocate past the limit");
  log("blocks", blocks);
  expect(k_exchange_release(static_cast<uint64_t>(last)), abi::kOk, "release");
  if (k_exchange_allocate(100'000) < 0) fail("allocate after release", 0);
  expect(k_exchange_allocate(~uint64_t{0}), abi::kQuotaExceeded, "absurd size");
  int64_t channels = 0;
  uint64_t handles[2];
  while (k_channel_create(kC1, 0, handles) == abi::kOk) ++channels;
  log("channels", channels);
  k_channel_close(handles[0]);
  k_channel_close(handles[1]);
  expect(k_channel_create(kC1, 0, handles), abi::kOk, "create after close");
}

// --- endpoints travel
// ------------------------------------------------------------------------------------------------

void give_two_and_ask(const uint64_t* endpoints, uint64_t contract) {
  uint64_t handles[2], message;
  for (int i = 0; i < 2; ++i) {
    expect(k_channel_create(contract, 0, handles), abi::kOk, "create");
    message = handles[1];
    expect(k_channel_send(endpoints[0], kGiveExporter, &message, 8), abi::kOk, "give");
    expect(static_cast<int64_t>(message), 0, "handle left");
    int64_t x = 6, y = 0;
    expect(k_channel_send(handles[0], kRequest, &x, 8), abi::kOk, "send");
    expect(k_channel_receive(handles[0], &y, 8, abi::kNever), kReply,
           "reply over the given endpoint");
    log("over the given endpoint", y);
    expect(k_channel_close(handles[0]), abi::kOk, "close");
  }
  expect(k_channel_receive(endpoints[0], &message, 8, abi::kNever), kTaken, "taken");
}
void giver(const uint64_t* endpoints) {
  give_two_and_ask(endpoints, kC1);
}

void taker(const uint64_t* endpoints) {
  for (int i = 0; i < 2; ++i) {
    uint64_t given = 0;
    expect(k_channel_receive(endpoints[0], &given, 8, abi::kNever), kGiveExporter, "take");
    int64_t x = 0;
    expect(k_channel_receive(given, &x, 8, abi::kNever), kRequest, "request");
    x *= 7;
    expect(k_channel_send(given, kReply, &x, 8), abi::kOk, "answer");
    expect(k_channel_receive(given, &x, 8, abi::kNever), abi::kClosed, "closed");
    k_channel_close(given);
  }
  k_channel_send(endpoints[0], kTaken, nullptr, 0);
}
void give_two(const uint64_t* endpoints) {
  uint64_t handles[2];
  for (int i = 0; i < 2; ++i) {
    k_channel_create(kC1, 0, handles);
    int64_t x = 1;
    k_channel_send(handles[0], kRequest, &x, 8);
    k_channel_send(endpoints[0], kGiveExporter, &handles[1], 8);
  }
  exit_with(0);  // the endpoints are in flight, their peers die with this process
}
// What knows C1 alone serves a channel of a contract that is derived from it.
void give_derived(const uint64_t* endpoints) {
  give_two_and_ask(endpoints, kC2);
}
void give_derived_importer(const uint64_t* endpoints) {
  uint64_t handles[2];
  k_channel_create(kC2, 0, handles);
  k_channel_send(endpoints[0], kGiveExporter, &handles[0], 8);
}
void give_derived_late(const uint64_t* endpoints) {
  uint64_t handles[2];
  k_channel_create(kC2, 0, handles);
  int64_t x = 0;
  k_channel_send(handles[0], kRequest, &x, 8);
  k_channel_receive(handles[1], &x, 8, abi::kNever);
  k_channel_send(endpoints[0], kGiveExporter, &handles[1], 8);
}
void take_late(const uint64_t* endpoints) {
  sleep_ms(5);
  uint64_t given = 0;
  expect(k_channel_receive(endpoints[0], &given, 8, abi::kNever), kGiveExporter, "take");
  int64_t x = 0;
  expect(k_channel_receive(given, &x, 8, abi::kNever), kRequest, "what was sent before the end");
  expect(k_channel_send(given, kReply, &x, 8), abi::kClosed, "the peer is gone");
  // The second one is never received.
}
void give_wrong_contract(const uint64_t* endpoints) {
  uint64_t handles[2];
  k_channel_create(kBulk, 0, handles);
  k_channel_send(endpoints[0], kGiveExporter, &handles[1], 8);
}
void give_wrong_side(const uint64_t* endpoints) {
  uint64_t handles[2];
  k_channel_create(kC1, 0, handles);
  k_channel_send(endpoints[0], kGiveExporter, &handles[0], 8);
}
void give_wrong_state(const uint64_t* endpoints) {
  uint64_t handles[2];
  k_channel_create(kC1, 0, handles);
  int64_t x = 0;
  k_channel_send(handles[0], kRequest, &x, 8);
  k_channel_receive(handles[1], &x, 8, abi::kNever);
  k_channel_send(endpoints[0], kGiveExporter, &handles[1], 8);
}
void give_and_use(const uint64_t* endpoints) {
  uint64_t handles[2];
  k_channel_create(kC1, 0, handles);
  uint64_t message = handles[1];
  k_channel_send(endpoints[0], kGiveExporter, &message, 8);
  k_channel_close(handles[1]);
}
// Two exporters' ends, each in the queue of the other: nobody could ever receive them.
void ring_of_queues(const uint64_t*) {
  uint64_t first[2], second[2];
  expect(k_channel_create(kGive, 0, first), abi::kOk, "create");
  expect(k_channel_create(kGive, 0, second), abi::kOk, "create");
  expect(k_channel_send(second[0], kPassOwnKind, &first[1], 8), abi::kOk, "pass");
  k_channel_send(first[0], kPassOwnKind, &second[1], 8);
  log("NOT CONTAINED");
}
void hold(const uint64_t*) {
  sleep_ms(20);
}

// --- time and scheduling
// ---------------------------------------------------------------------------------------------

void spin(const uint64_t*) {
  volatile int64_t turns = 0;
  while (true) turns = turns + 1;
}
void worker(const uint64_t*) {
  for (int i = 0; i < 5; ++i) sleep_ms(2);
  log("worked");
}
// Fills the SSE and integer registers, yields to others by preemption for a while, and looks at
// them again.
void registers(const uint64_t*) {
  const auto end = static_cast<uint64_t>(k_time_now()) + 30 * kMs;
  while (static_cast<uint64_t>(k_time_now()) < end) {
    uint64_t wrong = 0;
    __asm__ volatile(
        "movq $0x1111, %%r12; movq $0x2222, %%r13; movq %%r12, %%xmm3; movq %%r13, %%xmm15; movq "
        "$200000, %%rcx\n"
        "1: cmpq $0x1111, %%r12; jne 2f; movq %%xmm3, %%rax; cmpq %%r12, %%rax; jne 2f\n"
        "movq %%xmm15, %%rax; cmpq %%r13, %%rax; jne 2f; decq %%rcx; jnz 1b; jmp 3f\n"
        "2: movq $1, %0\n3:"
        : "+r"(wrong)
        :
        : "rax", "rcx", "r12", "r13", "xmm3", "xmm15", "memory", "cc");
    if (wrong != 0) fail("registers changed", 0);
  }
}
void deadlines(const uint64_t* endpoints) {
  int64_t x = 0;
  expect(k_channel_receive(endpoints[0], &x, 8, 0), abi::kTimedOut, "poll");
  const int64_t before = k_time_now();
  expect(k_channel_receive(endpoints[0], &x, 8, static_cast<uint64_t>(before) + 5 * kMs),
         abi::kTimedOut, "deadline");
  const int64_t waited = k_time_now() - before;
  if (waited < 5'000'000) fail("woken too early", waited);
  expect(k_channel_receive(endpoints[0], &x, 8, abi::kNever), kRequest, "after the deadline");
  expect(x, 42, "value");
  k_channel_send(endpoints[0], kReply, &x, 8);
}
void late_client(const uint64_t* endpoints) {
  sleep_ms(15);
  int64_t x = 42;
  k_channel_send(endpoints[0], kRequest, &x, 8);
  expect(k_channel_receive(endpoints[0], &x, 8, abi::kNever), kReply, "reply");
}
void waits_for_ever(const uint64_t*) {
  uint64_t handles[2];
  k_channel_create(kC1, 0, handles);
  k_channel_receive(handles[1], handles, 8, abi::kNever);
}
void yielder(const uint64_t*) {
  for (int i = 0; i < 1000; ++i) expect(k_thread_yield(), abi::kOk, "yield");
}
void requester(const uint64_t* endpoints) {
  const int64_t before = k_time_now();
  constexpr int64_t kRounds = 20'000;
  for (int64_t i = 0; i < kRounds; ++i) {
    int64_t x = i % 100;
    k_channel_send(endpoints[0], kRequest, &x, 8);
    expect(k_channel_receive(endpoints[0], &x, 8, abi::kNever), kReply, "reply");
  }
  log("ns for one request and reply", (k_time_now() - before) / kRounds);
}
void caller(const uint64_t*) {
  const uint64_t block = allocate(4096);
  const int64_t before = k_time_now();
  constexpr int64_t kRounds = 200'000;
  for (int64_t i = 0; i < kRounds; ++i) k_exchange_size(block);
  log("ps for one kernel call", (k_time_now() - before) * 1000 / kRounds);
}

// --- console
// -----------------------------------------------------------------------------------------------------------

void reader(const uint64_t*) {
  char line[80];
  int64_t count = 0;
  while ((count = k_console_read(line, sizeof line)) > 0) {
    k_console_write("got ", 4);
    k_debug_log(line, static_cast<uint64_t>(count));
  }
  log("end of input", count);
}

struct Role {
  const char* name;
  void (*play)(const uint64_t* endpoints);
};

#define ROLE(name) {#name, &name}
const Role kRoles[] = {
    ROLE(bulk_client),
    ROLE(bulk_server),
    ROLE(bulk_null),
    ROLE(bulk_foreign),
    ROLE(bulk_too_long),
    ROLE(bulk_inside),
    ROLE(bulk_dies),
    ROLE(bulk_sleeper),
    ROLE(bulk_to_closed),
    ROLE(quota),
    ROLE(giver),
    ROLE(taker),
    ROLE(give_two),
    ROLE(take_late),
    ROLE(give_derived),
    ROLE(give_derived_importer),
    ROLE(give_derived_late),
    ROLE(give_wrong_contract),
    ROLE(give_wrong_side),
    ROLE(give_wrong_state),
    ROLE(ring_of_queues),
    ROLE(give_and_use),
    ROLE(hold),
    ROLE(spin),
    ROLE(worker),
    ROLE(registers),
    ROLE(deadlines),
    ROLE(late_client),
    ROLE(waits_for_ever),
    ROLE(yielder),
    ROLE(requester),
    ROLE(caller),
    ROLE(reader),
};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start) {
  for (const Role& role : kRoles) {
    if (!same(role.name, start->name)) continue;
    role.play(start->endpoints);
    exit_with(0);
  }
  log("no such role");
  exit_with(4);
}
