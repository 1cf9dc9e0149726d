// The thread whose kernel call is being served, straight from the processor: no table is asked on
// the fast path.
#pragma once
#include "sched/thread.hpp"

namespace kernel::sched {

// SAFETY: the HAL resumes only Contexts that are the first member of a Thread in the table, and
// %gs, which SIP code cannot change, points at it.
inline Thread& calling_thread() {
  return reinterpret_cast<Thread&>(hal::calling_context());
}
static_assert(offsetof(Thread, context) == 0);

}  // namespace kernel::sched
