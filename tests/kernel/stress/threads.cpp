// Threads that share memory under a mutex, wake each other by events, and wait for timers.
#include "abi/errors.hpp"
#include "machine/numbers.hpp"
#include "shared.hpp"

namespace stress {
namespace {

using namespace machine::number;
using machine::call;

// What the threads of the process share, in its data.
struct Shared {
  std::uint64_t mutex, counter;
  std::array<std::uint64_t, kWorkerThreads> turn, timer;  // events
};

Shared& shared_of(const machine::Sip& sip) {
  return at<Shared>(
      sip.start_block / machine::layout().window_bytes * machine::layout().window_bytes + 0x4400);
}

}  // namespace

// Each thread counts under the mutex, then waits for its turn and passes it on, then for its timer.
// The first one makes everything, and judges at the end.
machine::Script work(machine::Sip sip, const Load& load, Done& done) {
  Shared& shared = shared_of(sip);
  std::array<std::int64_t, kWorkerThreads> others{};
  const std::uint64_t me = sip.argument;
  if (me == 0) {
    shared.mutex = static_cast<std::uint64_t>(co_await call(sync_mutex_create));
    shared.counter = 0;
    for (std::uint64_t& event : shared.turn)
      event = static_cast<std::uint64_t>(co_await call(sync_event_create, 1));
    for (std::uint64_t& event : shared.timer)
      event = static_cast<std::uint64_t>(co_await call(sync_event_create, 1));
    for (std::uint64_t i = 1; i < kWorkerThreads; ++i) others[i] = co_await call(thread_create, i);
    co_await call(sync_event_signal, shared.turn[0]);
  }
  for (std::uint64_t i = 0; i < load.rounds; ++i) {
    co_await call(sync_mutex_lock, shared.mutex, abi::kNever);
    const std::uint64_t before = shared.counter;
    if (i % 8 == 0) co_await call(thread_yield);
    shared.counter = before + 1;
    co_await call(sync_mutex_unlock, shared.mutex);
    ++done.locks;
    co_await call(sync_event_wait, shared.turn[me], abi::kNever);
    co_await call(sync_event_signal, shared.turn[(me + 1) % kWorkerThreads]);
    ++done.signals;
  }
  for (std::uint64_t i = 0; i < kTimersOfAWorker; ++i) {
    const std::int64_t now = co_await call(time_now);
    co_await call(sync_timer_set, shared.timer[me], now + 1'000'000, 0);
    co_await call(sync_event_wait, shared.timer[me], abi::kNever);
    ++done.timers;
  }
  if (me != 0) co_await call(thread_exit);
  for (std::uint64_t i = 1; i < kWorkerThreads; ++i)
    if (co_await call(thread_join, others[i], abi::kNever) != abi::kOk) ++done.wrong;
  if (shared.counter != load.rounds * kWorkerThreads) ++done.wrong;
  co_await call(process_exit, 0);
}

}  // namespace stress
