// Helpers of test SIPs that play several parts: expectations that end the SIP with exit code 1 and
// a line that says what was seen, threads that run a function, and the table from a process's name
// to its part.
#pragma once
#include "sip.hpp"

inline constexpr uint64_t kMs = 1'000'000;

[[noreturn]] inline void fail(const char* what, int64_t value) {
  log(what, value);
  exit_with(1);
}

inline void expect(int64_t value, int64_t wanted, const char* what) {
  if (value != wanted) fail(what, value);
}

inline uint64_t expect_handle(int64_t value, const char* what) {
  if (value <= 0) fail(what, value);
  return static_cast<uint64_t>(value);
}

inline uint64_t now() {
  return static_cast<uint64_t>(k_time_now());
}
inline uint64_t in_ms(uint64_t milliseconds) {
  return now() + milliseconds * kMs;
}
inline void sleep_ms(uint64_t milliseconds) {
  k_time_sleep_until(in_ms(milliseconds));
}
inline void spin_ms(uint64_t milliseconds) {
  for (const uint64_t end = in_ms(milliseconds); now() < end;) {
  }
}

inline unsigned char* bytes_at(uint64_t address) {
  return reinterpret_cast<unsigned char*>(address);
}

// What a thread runs; it lies in the data of the SIP, and its address is the thread's argument.
struct ThreadStart {
  void (*run)(uint64_t argument);
  uint64_t argument;
};

inline uint64_t start_thread(const ThreadStart& start) {
  return expect_handle(k_thread_create(reinterpret_cast<uint64_t>(&start)), "thread_create");
}

// kernel::ThreadState: up to here a thread could run, above it waits.
inline constexpr uint32_t kParked = 4, kLocking = 8;

inline abi::ThreadInfo look_at_thread(uint64_t handle) {
  abi::ThreadInfo info{};
  expect(k_inspect_threads((handle & 0xfffffff) - 1, &info, sizeof info), 1, "inspect_threads");
  return info;
}

// However long that takes on a busy machine.
inline void until_it_waits(uint64_t thread) {
  while (look_at_thread(thread).state <= kParked) sleep_ms(1);
}

struct Role {
  const char* name;
  void (*play)(const abi::StartBlock& start);
};
#define ROLE(name) {#name, &name}

// The whole of a SIP's entry: a new thread runs its function, the first one the part that the
// process is named after ("part" or "part-17").
template <size_t kCount>
[[noreturn]] void play_role(const Role (&roles)[kCount], const abi::StartBlock* start,
                            uint64_t argument) {
  if (argument != 0) {
    const auto* thread = reinterpret_cast<const ThreadStart*>(argument);
    thread->run(thread->argument);
    k_thread_exit();
    __builtin_trap();
  }
  char part[32] = {};
  for (size_t i = 0; i < 31 && start->name[i] != 0 && start->name[i] != '-'; ++i)
    part[i] = start->name[i];
  for (const Role& role : roles) {
    if (!same(role.name, part)) continue;
    role.play(*start);
    exit_with(0);
  }
  log("no such part");
  exit_with(4);
}
