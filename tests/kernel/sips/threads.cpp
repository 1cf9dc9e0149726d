// Threads and scheduling: priorities and their inheritance, round robin, shares, affinity,
// registers; the process's name says which part.
#include "roles.hpp"

namespace {

constexpr uint64_t kFirstCpu = 1;
uint64_t mutex, event, done;
volatile uint64_t order = 0;
volatile bool stop = false;
ThreadStart starts[8];
uint64_t threads[8];

void start(unsigned index, void (*run)(uint64_t)) {
  starts[index] = {run, index};
  threads[index] = start_thread(starts[index]);
}
void join(unsigned index) {
  expect(k_thread_join(threads[index], in_ms(10'000)), abi::kOk, "thread_join");
}
void note(uint64_t who) {
  order = order * 10 + who;
}
void stay_here(uint64_t priority) {
  expect(k_thread_set_affinity(kFirstCpu), abi::kOk, "affinity");
  expect(k_thread_set_priority(priority), abi::kOk, "priority");
}

// --- joining

void nothing(uint64_t) {}
void sleeper(uint64_t) {
  sleep_ms(10);
}

void joins(const abi::StartBlock&) {
  for (int round = 0; round < 50; ++round) {  // stacks and records are used again
    for (unsigned i = 0; i < 7; ++i) start(i, &nothing);
    expect(k_thread_create(1), abi::kQuotaExceeded, "an eighth");
    for (unsigned i = 7; i-- > 0;) join(i);
  }
  start(0, &sleeper);
  expect(k_thread_join(threads[0], 0), abi::kTimedOut, "join with a deadline that has passed");
  expect(k_thread_join(threads[0], in_ms(2)), abi::kTimedOut, "join with a deadline");
  join(0);
  start(1, &nothing);  // never joined: reclaimed with the process
}

void finish_late(uint64_t) {
  sleep_ms(5);
  log("the last thread ends");
}
void leaves_first(const abi::StartBlock&) {
  start(0, &finish_late);
  k_thread_exit();
}

// --- priority inheritance

volatile bool middle_came = false;

void low_holder(uint64_t) {
  stay_here(4);
  k_sync_mutex_lock(mutex, abi::kNever);
  k_sync_event_signal(event);
  while (!middle_came || look_at_thread(threads[1]).state != kLocking) {
  }
  spin_ms(2);
  note(1);
  k_sync_mutex_unlock(mutex);
  note(4);
}
void middle(uint64_t) {
  middle_came = true;
  stay_here(8);
  spin_ms(20);
  note(3);
}
void high_waiter(uint64_t) {
  stay_here(12);
  k_sync_mutex_lock(mutex, abi::kNever);
  note(2);
  k_sync_mutex_unlock(mutex);
}

// The holder, lent the waiter's priority, goes before the middle one, and after it once it has let
// go: 1 2 3 4.
void inherits(const abi::StartBlock&) {
  stay_here(16);
  mutex = expect_handle(k_sync_mutex_create(), "create");
  event = expect_handle(k_sync_event_create(1), "create");
  start(0, &low_holder);
  k_sync_event_wait(event, abi::kNever);
  start(1, &high_waiter);
  start(2, &middle);
  for (unsigned i = 0; i < 3; ++i) join(i);
  expect(static_cast<int64_t>(order), 1234, "order");
}

uint64_t cpu_ns_of_process(const char* name) {
  for (uint64_t i = 0; i < 8; ++i) {
    abi::ProcessInfo info{};
    if (k_inspect_processes(i, &info, sizeof info) == 1 && same(info.name, name))
      return info.cpu_ns;
  }
  fail("no such process", 0);
}

// The same across processes: a request lends its sender's priority to the server until the reply.
void ask_at(uint64_t priority, const abi::StartBlock& block) {
  stay_here(priority);
  sleep_ms(10);
  int64_t x = 3;
  k_channel_send(block.endpoints[0], kRequest, &x, 8);
  expect(k_channel_receive(block.endpoints[0], &x, 8, abi::kNever), kReply, "reply");
  log("answered");
}
void urgent_client(const abi::StartBlock& block) {
  ask_at(20, block);
}
// Less important than the server's manifest, more than the server's thread has made itself.
void patient_client(const abi::StartBlock& block) {
  ask_at(12, block);
}
void slow_server(const abi::StartBlock& block) {
  stay_here(2);
  int64_t x = 0;
  expect(k_channel_receive(block.endpoints[0], &x, 8, abi::kNever), kRequest, "request");
  spin_ms(5);
  k_channel_send(block.endpoints[0], kReply, &x, 8);
  log("has answered and is not urgent any more");
}
void busy(const abi::StartBlock&) {
  stay_here(10);
  while (cpu_ns_of_process("busy") < 50 * kMs) {
  }
  log("done");
}

// --- round robin and shares: CPU time by the kernel's own count of ticks

volatile uint64_t spinning = 0;

void spin_until_stopped(uint64_t) {
  stay_here(10);
  __atomic_fetch_add(&spinning, 1, __ATOMIC_RELAXED);
  while (!stop) {
  }
}

// The first threads of `starts` spin, all of them here, from now on; says how much CPU time each
// has had before.
void let_spin(unsigned count, uint64_t* had) {
  for (unsigned i = 0; i < count; ++i) start(i, &spin_until_stopped);
  while (spinning < count) sleep_ms(1);
  for (unsigned i = 0; i < count; ++i) had[i] = look_at_thread(threads[i]).cpu_ns;
}

void robin(const abi::StartBlock&) {
  stay_here(16);
  uint64_t before[3];
  let_spin(3, before);
  sleep_ms(90);
  uint64_t least = ~uint64_t{0}, most = 0;
  for (unsigned i = 0; i < 3; ++i) {
    const uint64_t used = look_at_thread(threads[i]).cpu_ns - before[i];
    least = used < least ? used : least;
    most = used > most ? used : most;
  }
  stop = true;
  for (unsigned i = 0; i < 3; ++i) join(i);
  if (most < 3 * kMs) fail("nobody ran", static_cast<int64_t>(most));
  if (most - least > 3 * kMs + most / 5)
    fail("round robin is unfair by ns", static_cast<int64_t>(most - least));
}

// Never stops; its manifest gives it a share of 1 percent.
void hog(const abi::StartBlock&) {
  stay_here(10);
  while (true) {
  }
}
// What one percent is in that time: a tick each 100 ms, one more that finds it over its share, and
// the periods that the time begins and ends in.
uint64_t share_since(uint64_t since) {
  return 2 * kMs * ((now() - since) / (100 * kMs) + 2);
}

// Alone, the hog has what nobody wants; beside a rival of the same priority, its share. Counted in
// ticks, of which a busy host delivers few.
void rival(const abi::StartBlock&) {
  stay_here(16);
  const uint64_t start = now();
  while (cpu_ns_of_process("hog") <= share_since(start)) {
    if (now() - start > 10'000 * kMs)
      fail("alone it got no more than its share", static_cast<int64_t>(cpu_ns_of_process("hog")));
    sleep_ms(1);
  }
  uint64_t before = 0;
  let_spin(1, &before);
  const uint64_t since = now(), hog_before = cpu_ns_of_process("hog");
  while (look_at_thread(threads[0]).cpu_ns - before < 40 * kMs) sleep_ms(1);
  const uint64_t hogged = cpu_ns_of_process("hog") - hog_before, allowed = share_since(since);
  stop = true;
  join(0);
  if (hogged > allowed) fail("the hog had more than its share", static_cast<int64_t>(hogged));
}

// --- affinity

void stays(uint64_t cpu) {
  expect(k_thread_set_affinity(uint64_t{1} << cpu), abi::kOk, "affinity");
  k_sync_event_signal(done);
  while (!stop) {
    if (now() % 3 == 0) k_thread_yield();
  }
}

// A thread for each of four CPUs, and each is seen only where it belongs.
void affinity(const abi::StartBlock&) {
  done = expect_handle(k_sync_event_create(1), "create");
  for (unsigned i = 0; i < 4; ++i) {
    start(i, &stays);
    expect(k_sync_event_wait(done, in_ms(5000)), abi::kOk, "a thread has moved");
  }
  for (int look = 0; look < 30; ++look) {
    sleep_ms(1);
    for (unsigned i = 0; i < 4; ++i) {
      expect(look_at_thread(threads[i]).cpu, i, "on a CPU that it may not run on");
    }
  }
  stop = true;
  for (unsigned i = 0; i < 4; ++i) join(i);
  for (uint64_t cpu = 0; cpu < 4; ++cpu)
    expect(k_thread_set_affinity(uint64_t{1} << cpu), abi::kOk, "moving about");
}

// --- registers

volatile int64_t mixed_up = 0;

// All sixteen vector registers hold what only this thread puts there; it is preempted and looks
// again.
void keep_registers(uint64_t index) {
  stay_here(10);
  const uint64_t pattern = 0x0101010101010101 * (index + 1);
  for (const uint64_t end = in_ms(25); now() < end;) {
    uint64_t wrong = 0;
    __asm__ volatile(
        ".irp r,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n movq %1, %%xmm\\r\n punpcklqdq %%xmm\\r, "
        "%%xmm\\r\n .endr\n"
        "movl $300000, %%ecx\n"
        "1: decl %%ecx\n jnz 1b\n"
        ".irp r,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n movq %%xmm\\r, %%rax\n xorq %1, %%rax\n "
        "orq %%rax, %0\n"
        " psrldq $8, %%xmm\\r\n movq %%xmm\\r, %%rax\n xorq %1, %%rax\n orq %%rax, %0\n .endr\n"
        : "+&r"(wrong)
        : "r"(pattern)
        : "rax", "rcx", "cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
          "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
    if (wrong != 0) mixed_up = static_cast<int64_t>(index) + 1;
    if (now() % 5 == 0) k_thread_yield();
  }
}

void registers(const abi::StartBlock&) {
  stay_here(16);
  for (unsigned i = 0; i < 3; ++i) start(i, &keep_registers);
  for (unsigned i = 0; i < 3; ++i) join(i);
  expect(mixed_up, 0, "vector registers were mixed up");
}

const Role kRoles[] = {ROLE(joins),         ROLE(leaves_first),   ROLE(inherits),
                       ROLE(urgent_client), ROLE(patient_client), ROLE(slow_server),
                       ROLE(busy),          ROLE(robin),          ROLE(hog),
                       ROLE(rival),         ROLE(affinity),       ROLE(registers)};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
