// Processes that are made, suspended, resumed and killed at any moment, with children and wait sets
// of their own.
#include <cstring>

#include "abi/errors.hpp"
#include "abi/records.hpp"
#include "fuzz/source.hpp"
#include "machine/numbers.hpp"
#include "process/process.hpp"
#include "sched/thread.hpp"
#include "shared.hpp"

namespace stress {
namespace {

using namespace machine::number;
using machine::call;

constexpr std::uint64_t kCarryTake = 0, kCarryId = 0xca22;

void describe(std::uint64_t place, const char* name) {
  abi::NewProcess made{};
  std::strncpy(made.name, name, sizeof made.name - 1);
  made.endpoints = &at<std::uint64_t>(place + 64);
  made.arguments = &at<std::uint64_t>(place + 64);
  at<abi::NewProcess>(place) = made;
}

bool is_spinner(const machine::Sip& sip) {
  const auto& thread = reinterpret_cast<const kernel::Thread&>(*sip.context);
  return kernel::processes::get(thread.process).program.value == kSpinner;
}

}  // namespace

machine::Script kill_others(machine::Sip sip, const Load& load, Done& done) {
  const std::uint64_t place = sip.context->record.stack_low, end = place + 512;
  fuzz::Source source(load.seed);
  for (std::uint64_t i = 0; i < load.kills; ++i) {
    describe(place, "victim");
    const std::int64_t victim = co_await call(process_create, place);
    if (victim < 0) {  // the last one's children may still be on their way out
      co_await call(thread_yield);
      --i;
      continue;
    }
    co_await call(process_start, victim);
    for (std::uint64_t turn = source.below(40); turn != 0; --turn) {
      if (turn % 8 == 1) co_await call(process_suspend, victim);
      co_await call(thread_yield);
      if (turn % 8 == 1) co_await call(process_resume, victim);
    }
    if (source.below(3) != 0) {
      if (co_await call(process_stop, victim) == abi::kOk &&
          co_await call(process_wait, victim, end, abi::kNever) != abi::kOk)
        ++done.wrong;
      if (at<abi::ProcessEnd>(end).kind != abi::EndKind::kStopped) ++done.wrong;
    }
    co_await call(process_release, victim);
    ++done.kills;
  }
  co_await call(process_exit, 0);
}

// A victim's threads talk to each other, hold a mutex, own blocks and endpoints in flight, and
// watch children through a wait set.
machine::Script suffer(machine::Sip sip) {
  const std::uint64_t place = sip.context->record.stack_low;
  if (is_spinner(sip)) {
    for (;;) co_await call(time_sleep_until, co_await call(time_now) + 300'000);
  }
  if (sip.argument == 0) {
    co_await call(thread_create, 1);
    const std::int64_t set = co_await call(sync_set_create);
    for (int i = 0; i < 2; ++i) {
      describe(place, "spinner");
      const std::int64_t child = co_await call(process_create, place);
      if (child < 0) continue;
      co_await call(process_start, child);
      co_await call(sync_set_add, set, child, 1);
    }
  }
  for (;;) {
    if (co_await call(channel_create, kCarryId, 0, place) == abi::kOk) {
      const auto importer = at<std::uint64_t>(place), exporter = at<std::uint64_t>(place + 8);
      if (co_await call(channel_create, kCarryId, 0, place) ==
          abi::kOk) {  // its exporter travels over the first one, and is never received
        const auto other = at<std::uint64_t>(place);
        at<std::uint64_t>(place) = at<std::uint64_t>(place + 8);
        at<std::uint64_t>(place + 8) = 0;
        co_await call(channel_send, importer, kCarryTake, place, 16);
        co_await call(channel_close, other);
      }
      co_await call(thread_yield);
      co_await call(channel_close, importer);
      co_await call(channel_close, exporter);
    }
    const std::int64_t block = co_await call(exchange_allocate, 8192);
    co_await call(time_sleep_until, co_await call(time_now) + 100'000);
    if (block > 0) co_await call(exchange_release, block);
  }
}

}  // namespace stress
