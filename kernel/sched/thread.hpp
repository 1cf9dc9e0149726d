// The kernel's record of a thread. Its Context comes first: the HAL hands the kernel a Context and
// %gs points at it.
#pragma once
#include "hal/thread.hpp"
#include "process/process.hpp"

namespace kernel {

using EndpointId = Id<struct EndpointTag>;

enum class ThreadState : std::uint8_t {
  kFree,
  kReady,
  kHandedOver,
  kRunning,
  kReceiving,
  kSleeping,
  kReadingConsole
};

struct Thread {
  hal::Context context;
  ThreadState state = ThreadState::kFree;
  std::uint8_t priority = 0;
  bool has_deadline = false;  // is in the sleep queue
  ProcessId process;
  ThreadId next, previous;  // ready queue
  ThreadId later, earlier;  // sleep queue
  std::uint64_t deadline_ns = 0;
  EndpointId
      receiving;  // kReceiving: on this endpoint, into this buffer (checked when the call was made)
  std::uint64_t buffer = 0;
  std::uint64_t buffer_bytes = 0;
};

}  // namespace kernel
