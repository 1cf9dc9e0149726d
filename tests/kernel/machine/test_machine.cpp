// What fuzzing has found, each as a small system that ends well only if it stays repaired; and that
// the machine and the invariants notice what they must.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "abi/errors.hpp"
#include "fuzz/invariants.hpp"
#include "fuzz/system.hpp"
#include "hal/memory.hpp"
#include "machine.hpp"
#include "memory/frames.hpp"
#include "numbers.hpp"
#include "process/process.hpp"
#include "sched/thread.hpp"

using namespace machine;
using namespace machine::number;

namespace {

using Actor = Script (*)(Sip);

Script exit_at_once(Sip) {
  co_await call(process_exit, 0);
}

// A system of which the first process runs the actor, in up to four threads, and all others end at
// once.
Outcome boot(Actor actor, std::function<void()> between_entries = {}) {
  image_builder::SystemSpec system = fuzz::system();
  system.programs[fuzz::kSupervisor].threads = 4;
  const auto program = [actor](Sip sip) {
    const auto& thread = reinterpret_cast<const kernel::Thread&>(*sip.context);
    return thread.process.value == 0 ? actor(sip) : exit_at_once(sip);
  };
  return run(
      image_builder::make_image(system),
      {.program = program, .between_entries = std::move(between_entries), .most_entries = 10'000});
}

void ends_well(Actor actor) {
  const Outcome outcome = boot(actor);
  INFO(outcome.log);
  CHECK(outcome.code == hal::ExitCode::kSuccess);
}

std::uint64_t& word(const Sip& sip, std::uint64_t offset) {
  return *reinterpret_cast<std::uint64_t*>(sip.context->record.stack_low + offset);
}

// What the threads of the first process share.
std::uint64_t& shared(const Sip& sip, std::uint64_t index) {
  return *reinterpret_cast<std::uint64_t*>(
      sip.start_block / layout().window_bytes * layout().window_bytes + 0x4400 + 8 * index);
}

// Exit code: 0, or the number of what was wrong.
#define REQUIRE_THAT_IT(condition, number) \
  if (!(condition)) co_await call(process_exit, number)

Script set_and_wait_any(Sip sip) {
  if (sip.argument == 0) {
    const std::int64_t event = co_await call(sync_event_create, 0),
                       set = co_await call(sync_set_create);
    shared(sip, 0) = static_cast<std::uint64_t>(event);
    co_await call(sync_set_add, set, event, 7);
    co_await call(thread_create, 1);
    const std::int64_t key = co_await call(sync_set_wait, set, abi::kNever);
    co_await call(process_exit, key == 7 ? 0 : 1);
  } else if (sip.argument == 1) {
    co_await call(thread_create, 2);
    word(sip, 0) = shared(sip, 0);
    REQUIRE_THAT_IT(
        co_await call(sync_wait_any, sip.context->record.stack_low, 1, abi::kNever) == 0, 2);
    co_await call(thread_exit);
  } else {
    co_await call(time_sleep_until, hal::now_ns() + 5'000'000);
    co_await call(sync_event_signal, shared(sip, 0));
    co_await call(thread_exit);
  }
}

Script two_at_one_set(Sip sip) {
  if (sip.argument == 0) {
    const std::int64_t event = co_await call(sync_event_create, 0);
    shared(sip, 0) = static_cast<std::uint64_t>(co_await call(sync_set_create));
    co_await call(sync_set_add, shared(sip, 0), event, 7);
    const std::int64_t one = co_await call(thread_create, 1), two = co_await call(thread_create, 2);
    co_await call(time_sleep_until, hal::now_ns() + 5'000'000);
    co_await call(sync_event_signal, event);
    REQUIRE_THAT_IT(co_await call(thread_join, one, abi::kNever) == abi::kOk, 1);
    REQUIRE_THAT_IT(co_await call(thread_join, two, abi::kNever) == abi::kOk, 2);
    co_await call(process_exit, 0);
  }
  REQUIRE_THAT_IT(co_await call(sync_set_wait, shared(sip, 0), abi::kNever) == 7, 3);
  co_await call(thread_exit);
}

Script longest_period(Sip) {
  const std::int64_t event = co_await call(sync_event_create, 1);
  co_await call(sync_timer_set, event, hal::now_ns() + 1'000'000, abi::kNever - 1);
  REQUIRE_THAT_IT(co_await call(sync_event_wait, event, abi::kNever) == abi::kOk, 1);
  co_await call(process_exit, 0);
}

// Two threads wait for each other's mutex; a third one's priority goes round in that ring after it
// has given up, until the ring opens.
Script ring_of_mutexes(Sip sip) {
  constexpr std::uint64_t kMillisecond = 1'000'000;
  if (sip.argument == 0) {
    for (std::uint64_t i = 1; i <= 2; ++i)
      shared(sip, i) = static_cast<std::uint64_t>(co_await call(sync_mutex_create));
    const std::int64_t one = co_await call(thread_create, 1), two = co_await call(thread_create, 2);
    co_await call(time_sleep_until, hal::now_ns() + 10 * kMillisecond);
    REQUIRE_THAT_IT(co_await call(sync_mutex_lock, shared(sip, 1),
                                  hal::now_ns() + 5 * kMillisecond) == abi::kTimedOut,
                    1);
    REQUIRE_THAT_IT(co_await call(thread_join, one, abi::kNever) == abi::kOk, 2);
    REQUIRE_THAT_IT(co_await call(thread_join, two, abi::kNever) == abi::kOk, 3);
    co_await call(process_exit, 0);
  }
  const std::uint64_t mine = shared(sip, sip.argument), other = shared(sip, 3 - sip.argument);
  co_await call(thread_set_priority, 5);
  co_await call(sync_mutex_lock, mine, abi::kNever);
  co_await call(time_sleep_until, hal::now_ns() + 5 * kMillisecond);
  const std::int64_t result =
      co_await call(sync_mutex_lock, other, hal::now_ns() + 30 * sip.argument * kMillisecond);
  REQUIRE_THAT_IT(result == (sip.argument == 1 ? abi::kTimedOut : abi::kOk), 4);
  if (result == abi::kOk) co_await call(sync_mutex_unlock, other);
  co_await call(sync_mutex_unlock, mine);
  co_await call(thread_exit);
}

// C1 request in the queue of the exporter that the message owns: closing that one must not disturb
// what else the message owns.
Script owners_to_a_closed_peer(Sip sip) {
  constexpr std::uint64_t kC1 = 0xc01, kMixed = 0x3153;
  const std::uint64_t place = sip.context->record.stack_low;
  std::array<std::uint64_t, 6> handles{};
  for (std::size_t i = 0; i < 3; ++i) {
    co_await call(channel_create, i == 0 ? kMixed : kC1, 0, place);
    handles[2 * i] = word(sip, 0);
    handles[2 * i + 1] = word(sip, 8);
  }
  word(sip, 0) = 0x5555;
  REQUIRE_THAT_IT(co_await call(channel_send, handles[2], 0, place, 8) == abi::kOk, 1);
  co_await call(channel_close, handles[1]);
  for (std::uint64_t at = 0; at < 48; at += 8) word(sip, at) = 0;
  word(sip, 24) = handles[3];  // the exporter with the request
  word(sip, 32) = handles[4];  // an importer
  REQUIRE_THAT_IT(co_await call(channel_send, handles[0], 0, place, 48) == abi::kClosed, 2);
  REQUIRE_THAT_IT(
      co_await call(channel_receive, handles[2], place, 256, abi::kNever) == abi::kClosed, 3);
  REQUIRE_THAT_IT(
      co_await call(channel_receive, handles[5], place, 256, abi::kNever) == abi::kClosed, 4);
  co_await call(process_exit, 0);
}

// Messages count for who sent them, also when the end that they were sent from is closed or in
// flight.
Script counted_messages(Sip sip) {
  constexpr std::uint64_t kC1 = 0xc01, kMixed = 0x3153;
  const std::uint64_t place = sip.context->record.stack_low;
  for (std::uint64_t round = 1; round <= 2; ++round) {
    co_await call(channel_create, kC1, 0, place);
    const std::uint64_t importer = word(sip, 0), exporter = word(sip, 8);
    co_await call(channel_send, importer, 0, place, 8);
    co_await call(channel_receive, exporter, place, 64, 0);
    co_await call(channel_send, exporter, 1, place, 8);
    co_await call(channel_receive, importer, place, 64, 0);
    if (round == 1) {
      co_await call(channel_close, importer);
      co_await call(channel_close, exporter);
    } else {
      co_await call(channel_create, kMixed, 0, place);
      const std::uint64_t to = word(sip, 8), from = word(sip, 0);
      for (std::uint64_t at = 0; at < 48; at += 8) word(sip, at) = 0;
      word(sip, 32) = importer;
      REQUIRE_THAT_IT(co_await call(channel_send, from, 0, place, 48) == abi::kOk, 1);
      shared(sip, 0) = to;
    }
    co_await call(inspect_processes, 0, place, sizeof(abi::ProcessInfo));
    REQUIRE_THAT_IT(
        reinterpret_cast<abi::ProcessInfo*>(place)->messages_sent == (round == 1 ? 2 : 5), 2);
  }
  REQUIRE_THAT_IT(co_await call(channel_receive, shared(sip, 0), place, 256, 0) == 0, 3);
  co_await call(inspect_processes, 0, place, sizeof(abi::ProcessInfo));
  REQUIRE_THAT_IT(reinterpret_cast<abi::ProcessInfo*>(place)->messages_sent == 5, 4);
  co_await call(process_exit, 0);
}

// A child is given up while it is in a wait set; then others, until one has its record.
Script child_given_up_in_a_set(Sip sip) {
  constexpr std::int64_t kIndex = 0xfff'ffff;
  const std::uint64_t place = sip.context->record.stack_low;
  abi::NewProcess wanted{};
  wanted.creates_index = 1;
  wanted.argument_count = fuzz::kChildArguments;
  wanted.name[0] = 'c';
  wanted.arguments = reinterpret_cast<const std::uint64_t*>(place + sizeof(wanted));
  *reinterpret_cast<abi::NewProcess*>(place) = wanted;
  const std::int64_t set = co_await call(sync_set_create);
  const std::int64_t first = co_await call(process_create, place);
  REQUIRE_THAT_IT(co_await call(sync_set_add, set, first, 7) == abi::kOk, 1);
  co_await call(process_release, first);
  for (std::int64_t next = 0; (next & kIndex) != (first & kIndex);) {
    next = co_await call(process_create, place);
    REQUIRE_THAT_IT(next > 0, 2);
    REQUIRE_THAT_IT(co_await call(sync_set_wait, set, 0) == abi::kTimedOut, 3);
    co_await call(process_release, next);
  }
  REQUIRE_THAT_IT(co_await call(sync_release, set) == abi::kOk, 4);
  co_await call(process_exit, 0);
}

// True if `action` ends a process of its own by abort().
template <class Action>
bool is_noticed(Action action) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGABRT, SIG_DFL);  // not Catch's
    static_cast<void>(!std::freopen("/dev/null", "w", stderr));
    action();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

// Does it when the system has run for a while.
template <class Action>
auto later(Action action) {
  return [action] {
    if (entries() == 0) invariants::remember_start();
    if (entries() == 3) action();
    if (entries() > 0) invariants::check();
  };
}

Script a_few_calls(Sip) {
  for (int i = 0; i < 8; ++i) co_await call(exchange_allocate, 4096);
  co_await call(process_exit, 0);
}

}  // namespace

TEST_CASE("a wait set hears of an event that another thread was woken for") {
  ends_well(&set_and_wait_any);
}

TEST_CASE("an event that stays signalled wakes every thread at the wait set") {
  ends_well(&two_at_one_set);
}

TEST_CASE("the longest period of a timer does not wrap round into the past") {
  ends_well(&longest_period);
}

TEST_CASE("a ring of mutexes opens when one of its threads gives up") {
  ends_well(&ring_of_mutexes);
}

TEST_CASE("a message to a closed peer gives up everything that it owns") {
  ends_well(&owners_to_a_closed_peer);
}

TEST_CASE("messages are counted for their sender after the end that sent them is gone") {
  ends_well(&counted_messages);
}

TEST_CASE("a child that its creator gives up leaves the creator's wait set") {
  const Outcome outcome = boot(&child_given_up_in_a_set, later([] {}));
  INFO(outcome.log);
  CHECK(outcome.code == hal::ExitCode::kSuccess);
}

TEST_CASE("an exchange heap larger than every address is refused") {
  image_builder::SystemSpec system = fuzz::system();
  system.exchange_bytes = system.programs[fuzz::kHostile].exchange_limit = ~std::uint64_t{0};
  const Outcome outcome =
      run(image_builder::make_image(system), {.program = &exit_at_once, .between_entries = {}});
  CHECK(outcome.code == hal::ExitCode::kImageRefused);
  CHECK(outcome.log.find("[K-123]") != std::string::npos);
}

TEST_CASE("a system whose tables or pages do not fit the machine is refused") {
  image_builder::SystemSpec tables = fuzz::system(), pages = fuzz::system();
  tables.channels = 1 << 20;
  pages.memory_bytes = 1ull << 40;
  for (const image_builder::SystemSpec& system : {tables, pages}) {
    const Outcome outcome =
        run(image_builder::make_image(system), {.program = &exit_at_once, .between_entries = {}});
    CHECK(outcome.code == hal::ExitCode::kImageRefused);
    CHECK(outcome.log.find("[K-124]") != std::string::npos);
  }
}

TEST_CASE("a system that counts no messages in still has room for its bindings") {
  image_builder::SystemSpec system = fuzz::system();
  system.message_bytes = 0;
  const Outcome outcome =
      run(image_builder::make_image(system), {.program = &exit_at_once, .between_entries = {}});
  CHECK(outcome.code == hal::ExitCode::kSuccess);
}

TEST_CASE("the machine and the invariants find nothing in a good run") {
  CHECK_FALSE(is_noticed([] { boot(&a_few_calls, later([] {})); }));
}

TEST_CASE("the invariants notice wrong counts and a lost frame") {
  CHECK(is_noticed([] { boot(&a_few_calls, later([] { ++kernel::processes::get({0}).pages; })); }));
  CHECK(is_noticed(
      [] { boot(&a_few_calls, later([] { static_cast<void>(kernel::frames::allocate(1)); })); }));
  CHECK(is_noticed([] {
    boot(&a_few_calls, later([] { kernel::processes::get({0}).exchange_bytes += 4096; }));
  }));
}

TEST_CASE(
    "the machine notices a page mapped twice, a page unmapped that is not mapped, and a table made "
    "after the start") {
  CHECK(is_noticed([] {
    boot(&a_few_calls, later([] {
      static_cast<void>(
          hal::map(kernel::processes::get({0}).text().base, {0x180}, hal::Access::kReadOnly));
    }));
  }));
  CHECK(is_noticed([] { boot(&a_few_calls, later([] { hal::unmap(layout().window_base); })); }));
  CHECK(is_noticed([] {
    boot(&a_few_calls, later([] { kernel::Arena({{0x100}, 100}).carve<std::uint64_t>(1); }));
  }));
}
