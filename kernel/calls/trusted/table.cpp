// kernel_call_table: what the HAL's entry stubs call, by number. Made from abi/calls.def, so a call
// without a body does not link. Each entry takes the kernel's lock round its call; a call that
// leaves by resume() or idle() has given it back there.
#include "calls/trusted/table.hpp"

#include "hal/thread.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

// With several CPUs a thread can be doomed between its call's first instruction and the lock: it
// must not act any more.
[[gnu::noinline]] void take_for_call() {
  lock::take();
  if (sched::calling_thread().doomed) sched::look_again();
}

namespace {

template <auto Call>
struct Locked;

// With one CPU the call is the entry's tail and needs nothing of its own.
template <class... Arguments, std::int64_t (*Call)(Arguments...)>
struct Locked<Call> {
  [[gnu::noinline]] static std::int64_t enter_with_lock(Arguments... arguments) {
    take_for_call();
    const std::int64_t result = Call(arguments...);
    lock::give();
    return result;
  }
  static std::int64_t enter(Arguments... arguments) {
    if (lock::several_cpus) [[unlikely]]
      return enter_with_lock(arguments...);
    [[clang::always_inline]] return Call(arguments...);
  }
};

// Those that take the lock themselves, or look at nothing of the kernel's.
template <>
struct Locked<&channel_exchange> {
  static constexpr auto enter = &channel_exchange;
};
template <>
struct Locked<&time_now> {
  static constexpr auto enter = &time_now;
};
template <>
struct Locked<&time_ticks> {
  static constexpr auto enter = &time_ticks;
};

}  // namespace
}  // namespace kernel::calls

#pragma clang diagnostic ignored \
    "-Wc99-designator"  // a table by number reads better than 128 lines

extern "C" const void* const kernel_call_table[hal::kCallTableSize] = {
// SAFETY: the stub passes six integer registers, of which each function takes its first few; all of
// them return a 64-bit integer.
#define CALL(number, name, group, parameters, result) \
  [number] = reinterpret_cast<const void*>(kernel::calls::Locked<&kernel::calls::name>::enter),
#include "abi/calls.def"
};
