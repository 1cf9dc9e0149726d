// thread_set_affinity(cpus): the CPUs that the caller may run on from now on, a bit each.
#include "calls/call.hpp"

std::int64_t kernel::calls::thread_set_affinity(std::uint64_t wanted) {
  Thread& thread = sched::calling_thread();
  std::uint32_t possible = 0;
  for (std::uint32_t i = 0; i < hal::kMaxCpus; ++i)
    possible |= sched::cpus[i].online ? std::uint32_t{1} << i : 0;
  if ((wanted & possible) == 0)
    end_caller("thread_set_affinity to CPUs of which this machine has none");
  const auto usable = static_cast<std::uint32_t>(wanted & possible);
  thread.affinity = usable == possible ? kEveryCpu : usable;
  thread.direct = thread.affinity == kEveryCpu;
  thread.note_at_once();
  if ((thread.affinity >> thread.cpu & 1) == 0) sched::yield(thread, abi::kOk);
  return abi::kOk;
}
