// The collector in a SIP with threads: one of them at a time is inside, and while it marks, the
// others stand still; their stacks and registers are where references can be, besides its own.
#include <gc.h>
#include <gc_mark.h>

#include "abi/errors.hpp"
#include "abi/records.hpp"
#include "collector.hpp"
#include "data_stack.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

namespace sip::body::collector {

// A test hook says false, to show what they are looked at for.
bool own_data_stack = true, other_stacks = true;

namespace {

std::uint64_t lock = 0;

// Two threads may make it at once; one of the two goes away again.
std::uint64_t made_lock() {
  const std::int64_t made = sipk_sync_mutex_create();
  if (made < 0)
    Message{}
        .add("no mutex is left for the collector: raise limits.objects in the manifest")
        .end_sip();
  std::uint64_t before = 0;
  const auto mutex = static_cast<std::uint64_t>(made);
  if (__atomic_compare_exchange_n(&lock, &before, mutex, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return mutex;
  sipk_sync_release(mutex);
  return before;
}

void stop_others() {
  std::int64_t stack_high = sipk_thread_stop_others(1);
  while (stack_high == abi::kTimedOut) {
    sipk_thread_yield();
    stack_high = sipk_thread_stop_others(1);
  }
  // SAFETY: the end of the calling thread's own call stack.
  const GC_stack_base base = {reinterpret_cast<void*>(stack_high)};
  GC_set_stackbottom(nullptr, &base);
}

void on_event(GC_EventType event) {
  if (event == GC_EVENT_MARK_START) stop_others();
  if (event != GC_EVENT_MARK_END) return;
  sipk_thread_stop_others(0);
  marked();
}

// SAFETY: the ranges are the stopped threads' stacks, from the stack pointer up, which stay as they
// are until the others go on; and a copy of their registers, which is marked from at once.
void push_other_stacks() {
  push_own_data_stack();
  if (!other_stacks) return;
  abi::StoppedThread thread;
  for (std::uint64_t i = 0; sipk_thread_stopped(i, &thread) == 1; ++i) {
    GC_push_all_eager(thread.words, thread.words + 48);
    GC_push_all_eager(reinterpret_cast<void*>(thread.call_stack_pointer),
                      reinterpret_cast<void*>(thread.call_stack_high));
    GC_push_all_eager(reinterpret_cast<void*>(thread.stack_pointer),
                      reinterpret_cast<void*>(thread.stack_high));
  }
}

}  // namespace

void prepare() {
  GC_set_on_collection_event(on_event);
  GC_set_push_other_roots(push_other_stacks);
}

void enter() {
  const std::uint64_t made = __atomic_load_n(&lock, __ATOMIC_ACQUIRE);
  sipk_sync_mutex_lock(made != 0 ? made : made_lock(), abi::kNever);
  // Until it marks, and asks for the true end, the collector only reckons with the stack's size.
  const GC_stack_base here = {__builtin_frame_address(0)};
  GC_set_stackbottom(nullptr, &here);
}

void leave() {
  sipk_sync_mutex_unlock(lock);
}

}  // namespace sip::body::collector
