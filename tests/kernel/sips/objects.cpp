// Mutexes, events, timers, wait sets and frozen blocks, used as they should be; the process's name
// says which part.
#include "roles.hpp"

namespace {

uint64_t mutex, event;
volatile uint64_t order = 0;  // who came, a decimal digit each
ThreadStart starts[8];
uint64_t threads[8];

void note(uint64_t who) {
  order = order * 10 + who;
}

uint64_t new_event(bool automatic) {
  return expect_handle(k_sync_event_create(automatic ? 1 : 0), "sync_event_create");
}

void start(unsigned index, void (*run)(uint64_t)) {
  starts[index] = {run, index};
  threads[index] = start_thread(starts[index]);
}
void join(unsigned index) {
  expect(k_thread_join(threads[index], in_ms(5000)), abi::kOk, "thread_join");
}

// What took that long; a wait may end late, never early.
void took_at_least(uint64_t since, uint64_t milliseconds, const char* what) {
  if (now() - since < milliseconds * kMs) fail(what, static_cast<int64_t>(now() - since));
}

// --- mutexes

void lock_and_note(uint64_t index) {
  expect(k_thread_set_affinity(1), abi::kOk, "affinity");
  expect(k_thread_set_priority(10 + index), abi::kOk, "priority");
  expect(k_sync_mutex_lock(mutex, abi::kNever), abi::kOk, "lock");
  note(index);
  expect(k_sync_mutex_unlock(mutex), abi::kOk, "unlock");
}

// Three wait; the most important gets it first. A deadline that passes gives nothing.
void mutexes(const abi::StartBlock&) {
  mutex = expect_handle(k_sync_mutex_create(), "create");
  expect(k_sync_mutex_lock(mutex, 0), abi::kOk, "lock of a free mutex");
  for (unsigned i = 1; i <= 3; ++i) start(i, &lock_and_note);
  for (unsigned i = 1; i <= 3; ++i) until_it_waits(threads[i]);
  expect(static_cast<int64_t>(order), 0, "one got in");
  expect(k_sync_mutex_unlock(mutex), abi::kOk, "unlock");
  for (unsigned i = 1; i <= 3; ++i) join(i);
  expect(static_cast<int64_t>(order), 321, "order");
  expect(k_sync_release(mutex), abi::kOk, "release");
}

void hold_for_a_while(uint64_t) {
  expect(k_sync_mutex_lock(mutex, abi::kNever), abi::kOk, "lock");
  k_sync_event_signal(event);
  sleep_ms(30);
  k_sync_mutex_unlock(mutex);
}

void mutex_deadlines(const abi::StartBlock&) {
  mutex = expect_handle(k_sync_mutex_create(), "create");
  event = new_event(true);
  start(1, &hold_for_a_while);
  expect(k_sync_event_wait(event, abi::kNever), abi::kOk, "wait until it is held");
  expect(k_sync_mutex_lock(mutex, 0), abi::kTimedOut, "deadline that has passed");
  const uint64_t since = now();
  expect(k_sync_mutex_lock(mutex, in_ms(3)), abi::kTimedOut, "deadline");
  took_at_least(since, 3, "gave up too early");
  expect(k_sync_mutex_lock(mutex, in_ms(5000)), abi::kOk, "in time");
  expect(k_sync_mutex_unlock(mutex), abi::kOk, "unlock");
  join(1);
}

constexpr int64_t kAdditions = 3000;
volatile int64_t counter = 0;
void add_under_lock(uint64_t) {
  for (int64_t i = 0; i < kAdditions; ++i) {
    k_sync_mutex_lock(mutex, abi::kNever);
    counter = counter + 1;
    if (i % 64 == 0) k_thread_yield();
    k_sync_mutex_unlock(mutex);
  }
}

// Four threads, on as many CPUs as there are, add to one number.
void contended(const abi::StartBlock&) {
  mutex = expect_handle(k_sync_mutex_create(), "create");
  for (unsigned i = 1; i <= 4; ++i) start(i, &add_under_lock);
  for (unsigned i = 1; i <= 4; ++i) join(i);
  expect(counter, 4 * kAdditions, "additions lost: counter");
}

// --- events and timers

void wait_and_note(uint64_t index) {
  expect(k_sync_event_wait(event, in_ms(5000)), abi::kOk, "wait");
  k_sync_mutex_lock(mutex, abi::kNever);
  note(index);
  k_sync_mutex_unlock(mutex);
}

int64_t came() {
  int64_t count = 0;
  for (uint64_t digits = order; digits != 0; digits /= 10) ++count;
  return count;
}

void events(const abi::StartBlock&) {
  mutex = expect_handle(k_sync_mutex_create(), "create");
  event = new_event(false);
  expect(k_sync_event_wait(event, 0), abi::kTimedOut, "not signalled yet");
  for (unsigned i = 1; i <= 3; ++i) start(i, &wait_and_note);
  for (unsigned i = 1; i <= 3; ++i) until_it_waits(threads[i]);
  k_sync_event_signal(event);
  for (unsigned i = 1; i <= 3; ++i) join(i);
  expect(came(), 3, "a manual event wakes all");
  expect(k_sync_event_wait(event, 0), abi::kOk, "and stays signalled");
  k_sync_event_clear(event);
  expect(k_sync_event_wait(event, 0), abi::kTimedOut, "until it is cleared");

  event = new_event(true);
  order = 0;
  for (unsigned i = 1; i <= 3; ++i) start(i, &wait_and_note);
  for (unsigned i = 1; i <= 3; ++i) until_it_waits(threads[i]);
  for (int64_t i = 1; i <= 3; ++i) {
    k_sync_event_signal(event);
    while (came() < i) sleep_ms(1);
    sleep_ms(2);
    expect(came(), i, "an automatic event wakes one");
  }
  for (unsigned i = 1; i <= 3; ++i) join(i);
  k_sync_event_signal(event);
  k_sync_event_signal(event);
  expect(k_sync_event_wait(event, 0), abi::kOk, "a signal that nobody waited for");
  expect(k_sync_event_wait(event, 0), abi::kTimedOut, "is there once");
}

void timers(const abi::StartBlock&) {
  event = new_event(true);
  uint64_t since = now();
  k_sync_timer_set(event, in_ms(3), 0);
  expect(k_sync_event_wait(event, abi::kNever), abi::kOk, "one shot");
  took_at_least(since, 3, "too early");
  expect(k_sync_event_wait(event, in_ms(5)), abi::kTimedOut, "one shot comes once");
  since = now();
  k_sync_timer_set(event, in_ms(2), 2 * kMs);
  for (int i = 0; i < 5; ++i) expect(k_sync_event_wait(event, in_ms(5000)), abi::kOk, "periodic");
  took_at_least(since, 10, "five periods");
  k_sync_timer_set(event, abi::kNever, 0);
  k_sync_event_clear(event);
  expect(k_sync_event_wait(event, in_ms(6)), abi::kTimedOut, "stopped");
  k_sync_timer_set(event, in_ms(1), 1 * kMs);
  expect(k_sync_release(event), abi::kOk, "release of an event whose timer runs");
  sleep_ms(5);
}

// --- waiting for one of several

struct Channel {
  uint64_t importer, exporter;
};
Channel channel() {
  Channel made;
  expect(k_channel_create(kC1, 0, &made.importer), abi::kOk, "channel_create");
  return made;
}
void request(const Channel& over) {
  int64_t x = 1;
  expect(k_channel_send(over.importer, kRequest, &x, 8), abi::kOk, "send");
}
void take(const Channel& over) {
  int64_t x = 0;
  expect(k_channel_receive(over.exporter, &x, 8, 0), kRequest, "receive what was announced");
}

Channel late;
void send_late(uint64_t) {
  sleep_ms(4);
  request(late);
}

void wait_any(const abi::StartBlock&) {
  event = new_event(true);
  late = channel();
  const Channel idle = channel();
  const uint64_t handles[] = {idle.exporter, event, late.exporter};
  expect(k_sync_wait_any(handles, 3, 0), abi::kTimedOut, "nothing is ready");
  expect(k_sync_wait_any(handles, 3, in_ms(2)), abi::kTimedOut, "nothing becomes ready");
  k_sync_event_signal(event);
  expect(k_sync_wait_any(handles, 3, abi::kNever), 1, "the event");
  expect(k_sync_wait_any(handles, 3, 0), abi::kTimedOut, "which it cleared");
  start(1, &send_late);
  expect(k_sync_wait_any(handles, 3, in_ms(5000)), 2, "the endpoint");
  expect(k_sync_wait_any(handles, 3, 0), 2, "is ready until somebody receives");
  take(late);
  join(1);
  k_channel_close(idle.importer);
  expect(k_sync_wait_any(handles, 3, abi::kNever), 0, "a closed peer is news");
  k_sync_timer_set(event, in_ms(3), 0);
  expect(k_sync_wait_any(handles + 1, 1, in_ms(5000)), 0, "a timer");
}

void wait_sets(const abi::StartBlock&) {
  const uint64_t set = expect_handle(k_sync_set_create(), "create");
  Channel channels[3];
  for (uint64_t i = 0; i < 3; ++i) {
    channels[i] = channel();
    expect(k_sync_set_add(set, channels[i].exporter, 100 + i), abi::kOk, "add");
  }
  event = new_event(true);
  expect(k_sync_set_add(set, event, 200), abi::kOk, "add an event");
  expect(k_sync_set_wait(set, 0), abi::kTimedOut, "nothing");
  expect(k_sync_set_wait(set, in_ms(2)), abi::kTimedOut, "nothing comes");
  for (const Channel& each : channels) request(each);
  // Each in its turn, none starves although none is taken.
  for (int64_t i = 0; i < 7; ++i) expect(k_sync_set_wait(set, 0), 100 + i % 3, "turn");
  for (const Channel& each : channels) take(each);
  expect(k_sync_set_wait(set, 0), abi::kTimedOut, "all taken");
  k_sync_event_signal(event);
  expect(k_sync_set_wait(set, 0), 200, "the event");
  expect(k_sync_set_wait(set, 0), abi::kTimedOut, "once");
  // Removed while ready.
  k_sync_event_signal(event);
  expect(k_sync_set_remove(set, event), abi::kOk, "remove");
  expect(k_sync_set_wait(set, 0), abi::kTimedOut, "removed");
  expect(k_sync_set_add(set, event, 201), abi::kOk, "add what is ready");
  expect(k_sync_set_wait(set, 0), 201, "is ready at once");
  late = channels[1];
  start(1, &send_late);
  // The endpoint's last exchange left it where its exporter sends.
  int64_t y = 0;
  k_channel_send(late.exporter, kReply, &y, 8);
  k_channel_receive(late.importer, &y, 8, 0);
  expect(k_sync_set_wait(set, in_ms(5000)), 101, "wakes who waits");
  take(late);
  join(1);
  expect(k_sync_release(set), abi::kOk, "release of a set with members");
}

// The end of a peer is seen by the set exactly as long as the endpoint is there, and never again.
void closing(const abi::StartBlock&) {
  const uint64_t set = expect_handle(k_sync_set_create(), "create");
  const Channel one = channel();
  expect(k_sync_set_add(set, one.exporter, 7), abi::kOk, "add");
  request(one);
  k_channel_close(one.importer);
  int64_t x = 0;
  expect(k_sync_set_wait(set, 0), 7, "a message and the end");
  expect(k_channel_receive(one.exporter, &x, 8, 0), kRequest, "the message first");
  expect(k_sync_set_wait(set, 0), 7, "the end is still there");
  expect(k_channel_send(one.exporter, kReply, &x, 8), abi::kClosed, "sending sees it");
  expect(k_channel_receive(one.exporter, &x, 8, 0), abi::kClosed, "then the end");
  expect(k_channel_receive(one.exporter, &x, 8, abi::kNever), abi::kClosed, "however often");
  expect(k_channel_close(one.exporter), abi::kOk, "close");
  expect(k_sync_set_wait(set, in_ms(3)), abi::kTimedOut, "seen after the close");
  const Channel two = channel();
  expect(k_sync_set_add(set, two.exporter, 8), abi::kOk, "add");
  expect(k_sync_set_wait(set, 0), abi::kTimedOut, "a new channel's record is not the old one");
}

// arguments[0] members; one of them gets a message, again and again. The ticks that a wait takes
// say how the cost grows.
void crowded_set(const abi::StartBlock& block) {
  constexpr uint32_t kMost = 10'000;
  static Channel members[kMost];
  const auto count = static_cast<uint32_t>(block.arguments[0]);
  const uint64_t set = expect_handle(k_sync_set_create(), "create");
  for (uint32_t i = 0; i < count; ++i) {
    members[i] = channel();
    expect(k_sync_set_add(set, members[i].exporter, i), abi::kOk, "add");
  }
  constexpr int64_t kRounds = 2000;
  int64_t ticks = 0;
  for (int64_t round = 0; round < kRounds; ++round) {
    const auto index = static_cast<uint32_t>(round * 7919 % count);
    request(members[index]);
    const int64_t before = k_time_ticks();
    const int64_t key = k_sync_set_wait(set, abi::kNever);
    ticks += k_time_ticks() - before;
    expect(key, index, "key");
    take(members[index]);
    int64_t y = 0;
    k_channel_send(members[index].exporter, kReply, &y, 8);
    k_channel_receive(members[index].importer, &y, 8, 0);
  }
  log("ticks for a wait", ticks / kRounds);
}

// --- limits, frozen blocks

void limits(const abi::StartBlock&) {
  int64_t made = 0, handle = 0, last = 0;
  while ((handle = k_sync_mutex_create()) > 0) {
    ++made;
    last = handle;
  }
  expect(handle, abi::kQuotaExceeded, "mutex_create past the limit");
  expect(k_sync_event_create(0), abi::kQuotaExceeded, "event_create past the limit");
  expect(k_sync_set_create(), abi::kQuotaExceeded, "set_create past the limit");
  log("objects", made);
  expect(k_sync_release(static_cast<uint64_t>(last)), abi::kOk, "release");
  if (k_sync_event_create(0) <= 0) fail("create after release", 0);
}

void frozen(const abi::StartBlock& block) {
  const uint64_t address = expect_handle(k_exchange_allocate(5000), "allocate");
  for (int i = 0; i < 5000; ++i) bytes_at(address)[i] = static_cast<unsigned char>(i * 7);
  expect(k_exchange_freeze(address), abi::kOk, "freeze");
  expect(k_exchange_size(address), 8192, "size");
  expect(k_exchange_share(address), abi::kOk, "share");
  Vector message{address, 5000};
  expect(k_channel_send(block.endpoints[0], kFill, &message, 16), abi::kOk, "a share travels");
  for (int i = 0; i < 5000; ++i)
    expect(bytes_at(address)[i], static_cast<unsigned char>(i * 7), "own share");
  struct {
    Vector vector;
    uint64_t sum;
  } answer{};
  expect(k_channel_receive(block.endpoints[0], &answer, sizeof answer, abi::kNever), kFilled,
         "it comes back");
  expect(static_cast<int64_t>(answer.vector.address), static_cast<int64_t>(address),
         "the same block");
  uint64_t sum = 0;
  for (int i = 0; i < 5000; ++i) sum += bytes_at(address)[i];
  expect(static_cast<int64_t>(answer.sum), static_cast<int64_t>(sum), "what the other one read");
  expect(k_exchange_release(address), abi::kOk, "one share");
  expect(bytes_at(address)[1], 7, "the other share still reads");
  expect(k_exchange_release(address), abi::kOk, "the other share");
  int64_t shares = 0;
  const uint64_t again = expect_handle(k_exchange_allocate(1), "allocate");
  expect(k_exchange_freeze(again), abi::kOk, "freeze");
  while (k_exchange_share(again) == abi::kOk) ++shares;
  log("shares", shares + 1);  // all are given back at the end of the process
}

void memory(const abi::StartBlock&) {
  const uint64_t first = expect_handle(k_memory_grow(5000), "grow");
  expect(k_memory_grow(4096), static_cast<int64_t>(first) + 8192, "the heap is one piece");
  for (uint64_t i = 0; i < 12'288; ++i) expect(bytes_at(first)[i], 0, "a new page is not zero");
  for (uint64_t i = 0; i < 12'288; ++i) bytes_at(first)[i] = 0xa5;
  expect(k_memory_shrink(8192), abi::kOk, "shrink");
  expect(k_memory_grow(4096), static_cast<int64_t>(first) + 4096, "grow again");
  for (uint64_t i = 0; i < 4096; ++i)
    expect(bytes_at(first)[4096 + i], 0, "a page used again is not zero");
  expect(bytes_at(first)[4095], 0xa5, "what was kept");
  int64_t pages = 0;
  while (k_memory_grow(4096) > 0) ++pages;
  if (pages == 0) fail("no page up to the limit", 0);
  expect(k_memory_grow(4096), abi::kQuotaExceeded, "past the limit");
  expect(k_memory_grow(uint64_t{1} << 62), abi::kQuotaExceeded, "absurd");
  expect(k_memory_shrink(static_cast<uint64_t>(pages) * 4096), abi::kOk,
         "shrink to what there was");
  log("pages up to the limit", pages);
}

void refused_devices(const abi::StartBlock&) {
  abi::DmaBuffer buffer{};
  expect(k_io_dma_allocate(4096, &buffer), abi::kQuotaExceeded, "no page of DMA is granted");
}

const Role kRoles[] = {ROLE(mutexes),        ROLE(mutex_deadlines), ROLE(contended), ROLE(events),
                       ROLE(timers),         ROLE(wait_any),        ROLE(wait_sets), ROLE(closing),
                       ROLE(crowded_set),    ROLE(limits),          ROLE(frozen),    ROLE(memory),
                       ROLE(refused_devices)};

}  // namespace

extern "C" void sip_entry(const abi::StartBlock* start, uint64_t argument) {
  play_role(kRoles, start, argument);
}
