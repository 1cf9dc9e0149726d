// The kernel's record of a thread. Its Context comes first: the HAL hands the kernel a Context and
// %gs points at it.
#pragma once
#include <array>

#include "abi/records.hpp"
#include "hal/thread.hpp"
#include "memory/regions.hpp"
#include "sync/waitable.hpp"

namespace kernel {

enum class ThreadState : std::uint8_t {
  kFree,
  kReady,
  kHandedOver,
  kRunning,
  kParked,  // could run, but its process is suspended
  kReceiving,
  kSleeping,
  kReadingConsole,
  kLocking,
  kWaitingForEvent,
  kWaitingForAny,
  kWaitingForSet,
  kJoining,
  kWaitingForEnd,
  kEnded  // nobody has joined it yet
};

// A time, while it is set, and its place in the order of deadlines; see deadlines.hpp.
struct Deadline {
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::uint64_t ns = 0;
  std::uint32_t index = kNone;
  bool set() const { return index != kNone; }
};

inline constexpr std::uint32_t kEveryCpu = ~std::uint32_t{0};

struct Thread {
  static constexpr std::uint8_t kNotAtOnce = 0xff, kHandsNothingOver = 0xfe;

  hal::Context context;
  ThreadState state = ThreadState::kFree;
  std::uint8_t priority = 0;               // in effect: its own, or inherited
  std::uint8_t own_priority = 0;           // the manifest's, or lower by its own wish
  std::uint8_t hand_over_at = kNotAtOnce;  // kReceiving, for any time: as at_once, if that is one
  std::uint8_t at_once = 0;  // its priority, if that is its own and it is direct; kHandsNothingOver
  std::uint8_t wait_count = 0;  // kWaitingForAny: of `waits`
  std::uint32_t cpu = 0;        // runs there, or ran there last
  ThreadId id;
  ProcessId process;
  // KReceiving: on this endpoint, into this buffer (checked when the call was made).
  EndpointId receiving;
  std::uint64_t buffer = 0;
  std::uint64_t buffer_bytes = 0;
  Deadline deadline;
  ThreadId next, previous;                  // ready queue, or the queue of what it waits for
  ThreadId next_sibling, previous_sibling;  // of its process
  ObjectId waits_for;                       // kLocking, kWaitingForEvent, kWaitingForSet
  ObjectId held;                            // mutexes that it holds, a list
  ThreadId joiner, joining;
  ProcessId awaited;                   // kWaitingForEnd
  std::uint32_t affinity = kEveryCpu;  // a bit per CPU
  std::uint32_t generation = 0;
  std::uint32_t stack_slot = 0;  // 0 is the first thread's
  bool direct = true;  // may be handed over: not suspended, within its share, at home on every CPU
  bool throttled = false;  // in the queue of those whose process has used its share
  bool doomed = false;     // its process ends: it must not run SIP code again
  // Whenever one of the three has changed. With a priority lent by others, a message must lend its
  // own: the others may take theirs back.
  void note_at_once() {
    at_once = direct && priority == own_priority ? priority : kHandsNothingOver;
  }
  Region stack;  // the program's data and, if it has no call stack, return addresses
  Region calls;  // no store check accepts it, and no kernel call writes there
  const Region& call_stack() const { return calls.frames.count != 0 ? calls : stack; }
  std::uint64_t cpu_ns = 0, since_wait_ns = 0;
  std::array<WaitRef, abi::kMostWaitedFor> waits{};
};

}  // namespace kernel
