// One process for each line of misuse.def, named after it: it misuses a kernel call and must not
// live on.
#include "roles.hpp"

namespace {

constexpr uint64_t kSizes = 8 | 8 << 16;  // of a Request or Reply, and of the buffer for the other
const volatile char constant[] = "read-only";
uint64_t many[65] = {1};
uint64_t shared = 0;

uint64_t mutex() {
  return expect_handle(k_sync_mutex_create(), "sync_mutex_create");
}
uint64_t event() {
  return expect_handle(k_sync_event_create(0), "sync_event_create");
}
uint64_t set() {
  return expect_handle(k_sync_set_create(), "sync_set_create");
}
uint64_t block() {
  return expect_handle(k_exchange_allocate(4096), "exchange_allocate");
}
uint64_t child() {
  uint64_t ends[2];
  expect(k_channel_create(kC1, 0, ends), abi::kOk, "channel_create");
  const abi::NewProcess description{.creates_index = 0,
                                    .endpoint_count = 1,
                                    .argument_count = 0,
                                    .reserved = 0,
                                    .name = "child",
                                    .endpoints = &ends[1],
                                    .arguments = nullptr};
  return expect_handle(k_process_create(&description), "process_create");
}

ThreadStart helpers[2];
unsigned helper_count = 0;
uint64_t helper(void (*run)(uint64_t)) {
  helpers[helper_count] = {run, 0};
  return start_thread(helpers[helper_count++]);
}
void nothing(uint64_t) {}
void sleep_long(uint64_t) {
  sleep_ms(500);
}
void join_shared(uint64_t) {
  k_thread_join(shared, abi::kNever);
}
void lock_shared(uint64_t) {
  k_sync_mutex_lock(shared, abi::kNever);
  sleep_ms(500);
}
void await_shared(uint64_t) {
  k_sync_event_wait(shared, abi::kNever);
}
void await_any_shared(uint64_t) {
  k_sync_wait_any(&shared, 1, abi::kNever);
}

struct Misuse {
  const char* name;
  void (*commit)(abi::NewProcess description, uint64_t* ends);
};

#define MISUSE(name, cause, ...)                            \
  {#name, [](abi::NewProcess description, uint64_t* ends) { \
     [[maybe_unused]] abi::ProcessEnd end;                  \
     static_cast<void>(description);                        \
     static_cast<void>(ends);                               \
     __VA_ARGS__;                                           \
   }},
const Misuse kMisuses[] = {
#include "misuse.def"
};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  if (argument != 0) {
    const auto* thread = reinterpret_cast<const ThreadStart*>(argument);
    thread->run(thread->argument);
    k_thread_exit();
  }
  uint64_t ends[2] = {};
  const abi::NewProcess description{.creates_index = 0,
                                    .endpoint_count = 1,
                                    .argument_count = 0,
                                    .reserved = 0,
                                    .name = "child",
                                    .endpoints = ends,
                                    .arguments = nullptr};
  for (const Misuse& misuse : kMisuses) {
    if (!same(misuse.name, start->name)) continue;
    misuse.commit(description, ends);
    log("still alive");
    exit_with(3);
  }
  log("no such misuse");
  exit_with(4);
}
