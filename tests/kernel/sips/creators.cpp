// Processes that make processes: a creator's parts, and the children's ("child_…").
#include "roles.hpp"

namespace {

struct Made {
  uint64_t process, service;
};

// The creator's manifest lists at 0 a child with an exported C1 and one argument.
Made make(const char* name, uint64_t value, bool with_channel = true) {
  uint64_t ends[2] = {};
  if (with_channel) expect(k_channel_create(kC1, 0, ends), abi::kOk, "channel_create");
  abi::NewProcess description{.creates_index = 0,
                              .endpoint_count = 1,
                              .argument_count = 1,
                              .reserved = 0,
                              .name = {},
                              .endpoints = &ends[1],
                              .arguments = &value};
  for (size_t i = 0; name[i] != 0; ++i) description.name[i] = name[i];
  const int64_t handle = k_process_create(&description);
  if (handle <= 0) fail("process_create", handle);
  return {static_cast<uint64_t>(handle), ends[0]};
}

Made run(const char* name, uint64_t value = 0) {
  const Made child = make(name, value);
  expect(k_process_start(child.process), abi::kOk, "process_start");
  return child;
}

abi::ProcessEnd wait_for(const Made& child) {
  abi::ProcessEnd end{};
  expect(k_process_wait(child.process, &end, in_ms(10'000)), abi::kOk, "process_wait");
  return end;
}

void give_up(const Made& child) {
  expect(k_process_release(child.process), abi::kOk, "process_release");
  if (child.service != 0) k_channel_close(child.service);
}

bool starts_with(const char* text, const char* with) {
  while (*with != 0) {
    if (*text++ != *with++) return false;
  }
  return true;
}

void ends_as(const char* name, uint64_t value, abi::EndKind kind, int64_t code, const char* cause) {
  const Made child = run(name, value);
  const abi::ProcessEnd end = wait_for(child);
  expect(static_cast<int64_t>(end.kind), static_cast<int64_t>(kind), name);
  expect(end.code, code, "code");
  if (!starts_with(end.cause, cause) || end.cause_bytes < length_of(cause)) {
    log(end.cause);
    fail("another cause", end.cause_bytes);
  }
  abi::ProcessEnd again{};
  expect(k_process_wait(child.process, &again, 0), abi::kOk, "the end can be asked for again");
  expect(again.code, end.code, "and is the same");
  expect(k_process_start(child.process), abi::kEnded, "start after the end");
  expect(k_process_suspend(child.process), abi::kEnded, "suspend after the end");
  expect(k_process_resume(child.process), abi::kEnded, "resume after the end");
  expect(k_process_stop(child.process), abi::kEnded, "stop after the end");
  give_up(child);
}

void ends(const abi::StartBlock&) {
  ends_as("child_exits", 42, abi::EndKind::kExited, 42, "exit code 42");
  ends_as("child_exits", ~uint64_t{0}, abi::EndKind::kExited, -1, "exit code -1");
  ends_as("child_panics", 0, abi::EndKind::kPanicked, 0, "panic: of the child");
  ends_as("child_faults", 0, abi::EndKind::kFaulted, 0, "null access: write to 0x8");
}

int64_t ask(const Made& child, int64_t x, uint64_t deadline) {
  int64_t y = x;
  expect(k_channel_send(child.service, kRequest, &y, 8), abi::kOk, "ask");
  const int64_t tag = k_channel_receive(child.service, &y, 8, deadline);
  return tag == kReply ? y : tag;
}

void talks(const abi::StartBlock&) {
  const Made child = run("child_adds", 1000);
  expect(ask(child, 1, abi::kNever), 1001, "endpoint and argument have arrived");
  abi::ProcessEnd end{};
  expect(k_process_wait(child.process, &end, 0), abi::kTimedOut, "it has not ended");
  expect(k_process_wait(child.process, &end, in_ms(2)), abi::kTimedOut, "still not");
  expect(k_process_stop(child.process), abi::kOk, "stop");
  expect(static_cast<int64_t>(wait_for(child).kind), static_cast<int64_t>(abi::EndKind::kStopped),
         "stopped");
  int64_t y = 0;
  expect(k_channel_send(child.service, kRequest, &y, 8), abi::kClosed, "its end is closed");
  give_up(child);
}

void suspends(const abi::StartBlock&) {
  const Made child = run("child_adds", 5);
  expect(ask(child, 1, abi::kNever), 6, "runs");
  expect(k_process_suspend(child.process), abi::kOk, "suspend");
  expect(ask(child, 2, in_ms(5)), abi::kTimedOut, "suspended, it does not answer");
  expect(k_process_suspend(child.process), abi::kOk, "suspend twice");
  expect(k_process_resume(child.process), abi::kOk, "resume");
  int64_t y = 0;
  expect(k_channel_receive(child.service, &y, 8, in_ms(5000)), kReply, "resumed, it does");
  expect(y, 7, "answer");
  expect(k_process_resume(child.process), abi::kOk, "resume twice");
  expect(k_process_suspend(child.process), abi::kOk, "suspend");
  expect(k_process_stop(child.process), abi::kOk, "a suspended one can be stopped");
  expect(static_cast<int64_t>(wait_for(child).kind), static_cast<int64_t>(abi::EndKind::kStopped),
         "stopped");
  give_up(child);

  const Made spinner = run("child_spins");
  sleep_ms(2);
  expect(k_process_suspend(spinner.process), abi::kOk, "suspend one that runs");
  sleep_ms(20);  // it hears of it at the next tick
  abi::ProcessInfo before{}, after{};
  const uint64_t index = (spinner.process & 0xfffffff) - 1;
  k_inspect_processes(index, &before, sizeof before);
  sleep_ms(10);
  k_inspect_processes(index, &after, sizeof after);
  expect(static_cast<int64_t>(after.cpu_ns), static_cast<int64_t>(before.cpu_ns),
         "it ran although suspended");
  expect(after.state, 3, "what inspect_processes calls it");
  give_up(spinner);  // suspended, and released: ends
}

void never_started(const abi::StartBlock&) {
  const Made first = make("child_adds", 1);
  abi::ProcessEnd end{};
  expect(k_process_wait(first.process, &end, in_ms(1)), abi::kTimedOut, "not started");
  expect(k_process_suspend(first.process), abi::kOk, "suspend before the start");
  expect(k_process_start(first.process), abi::kOk, "start");
  expect(ask(first, 1, in_ms(5)), abi::kTimedOut, "still suspended");
  expect(k_process_resume(first.process), abi::kOk, "resume");
  int64_t y = 0;
  expect(k_channel_receive(first.service, &y, 8, in_ms(5000)), kReply, "runs");
  give_up(first);
  const Made second = make("child_adds", 1);
  expect(k_process_stop(second.process), abi::kOk, "stop before the start");
  expect(static_cast<int64_t>(wait_for(second).kind), static_cast<int64_t>(abi::EndKind::kStopped),
         "stopped");
  give_up(second);
  give_up(make("child_adds", 1));
  const Made closed = make("child_sees_closed", 0, false);
  expect(k_process_start(closed.process), abi::kOk, "start");
  expect(wait_for(closed).code, 9, "an export that nobody has is closed");
  give_up(closed);
}

// Its manifest allows three at once, and the fourth is an error that changes nothing.
void instances(const abi::StartBlock&) {
  Made children[3];
  for (Made& child : children) child = run("child_adds", 7);
  uint64_t ends[2], value = 0;
  expect(k_channel_create(kC1, 0, ends), abi::kOk, "channel_create");
  const abi::NewProcess description{.creates_index = 0,
                                    .endpoint_count = 1,
                                    .argument_count = 1,
                                    .reserved = 0,
                                    .name = "child_adds",
                                    .endpoints = &ends[1],
                                    .arguments = &value};
  expect(k_process_create(&description), abi::kQuotaExceeded, "a fourth");
  int64_t x = 4;
  expect(k_channel_send(ends[0], kRequest, &x, 8), abi::kOk, "its endpoint is still the creator's");
  expect(k_channel_receive(ends[1], &x, 8, 0), kRequest, "and works");
  for (Made& child : children) expect(ask(child, 1, abi::kNever), 8, "the three");
  give_up(children[0]);
  give_up(run("child_adds", 7));
  give_up(children[1]);
  give_up(children[2]);
}

// Waiting for ends with sets, and with sync_wait_any.
void awaits(const abi::StartBlock&) {
  const uint64_t set = expect_handle(k_sync_set_create(), "create");
  const Made quick = run("child_exits", 1), slow = run("child_adds", 1);
  expect(k_sync_set_add(set, slow.process, 2), abi::kOk, "add");
  expect(k_sync_set_add(set, quick.process, 1), abi::kOk, "add one that may have ended");
  expect(k_sync_set_wait(set, in_ms(5000)), 1, "the one that ended");
  const uint64_t both[] = {slow.process, quick.process};
  expect(k_sync_wait_any(both, 2, in_ms(5000)), 1, "the same");
  give_up(quick);
  expect(k_sync_set_wait(set, in_ms(2)), abi::kTimedOut, "released, it is in no set");
  k_process_stop(slow.process);
  expect(k_sync_set_wait(set, in_ms(5000)), 2, "the other one");
  give_up(slow);
}

// A child makes a grandchild; when the child is stopped, the grandchild ends too, and so do both
// when their creator exits.
void family(const abi::StartBlock&) {
  abi::SystemInfo before{}, after{};
  k_inspect_system(&before);
  const Made parent = run("child_has_child");
  expect(ask(parent, 1, abi::kNever), 77, "the grandchild lives");
  expect(k_process_stop(parent.process), abi::kOk, "stop");
  wait_for(parent);
  give_up(parent);
  for (int i = 0; i < 1000;
       ++i) {  // on another CPU the grandchild's thread may take a tick to hear of it
    k_inspect_system(&after);
    if (after.processes == before.processes) break;
    sleep_ms(1);
  }
  expect(after.processes, before.processes, "processes left");
  expect(static_cast<int64_t>(after.frames_free), static_cast<int64_t>(before.frames_free),
         "pages left");
  run("child_has_child");
  run("child_spins");
  make("child_adds", 0);
}

// --- children

void child_exits(const abi::StartBlock& start) {
  exit_with(static_cast<int64_t>(start.arguments[0]));
}
void child_panics(const abi::StartBlock&) {
  k_process_panic("of the child", 12);
}
void child_faults(const abi::StartBlock&) {
  *reinterpret_cast<volatile int64_t*>(8) = 1;
}
void child_spins(const abi::StartBlock&) {
  for (volatile int64_t turns = 0;; turns = turns + 1) {
  }
}
void child_sees_closed(const abi::StartBlock& start) {
  int64_t x = 0;
  exit_with(k_channel_receive(start.endpoints[0], &x, 8, abi::kNever) == abi::kClosed ? 9 : 1);
}
void child_adds(const abi::StartBlock& start) {
  int64_t x = 0;
  while (k_channel_receive(start.endpoints[0], &x, 8, abi::kNever) == kRequest) {
    x += static_cast<int64_t>(start.arguments[0]);
    k_channel_send(start.endpoints[0], kReply, &x, 8);
  }
}
// Its own manifest lists the plain child at 0.
void child_has_child(const abi::StartBlock& start) {
  const Made grandchild = run("child_adds", 76);
  int64_t x = 0;
  while (k_channel_receive(start.endpoints[0], &x, 8, abi::kNever) == kRequest) {
    x = ask(grandchild, x, abi::kNever);
    k_channel_send(start.endpoints[0], kReply, &x, 8);
  }
}

const Role kRoles[] = {ROLE(ends),          ROLE(talks),          ROLE(suspends),
                       ROLE(never_started), ROLE(instances),      ROLE(awaits),
                       ROLE(family),        ROLE(child_exits),    ROLE(child_panics),
                       ROLE(child_faults),  ROLE(child_spins),    ROLE(child_sees_closed),
                       ROLE(child_adds),    ROLE(child_has_child)};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
