// Mutexes, events (timers and interrupts are events that the kernel signals), and wait sets. One
// pool holds them all, sized by the manifests' limits; each belongs to one process and is named by
// a handle that only that process can use.
#pragma once
#include "base/pool.hpp"
#include "process/process.hpp"
#include "sched/deadlines.hpp"
#include "sched/thread.hpp"

namespace kernel {

// As in handles: abi::HandleKind.
enum class ObjectKind : std::uint8_t { kFree = 0, kMutex = 1, kEvent = 2, kWaitSet = 3 };

struct Object {
  ObjectKind kind = ObjectKind::kFree;
  bool signalled = false;  // events
  bool automatic = false;  // a wait that succeeds clears it
  std::uint32_t generation = 0;
  ProcessId process;
  std::uint64_t handle = 0;
  ObjectId next, previous;  // of its process, or of the free list
  // Who waits: a mutex's by priority, an event's and a set's in order of coming.
  ThreadId first, last;
  ThreadId holder;                  // of a mutex
  ObjectId next_held;               // mutexes of one holder
  ThreadId waiter;                  // of an event, in sync_wait_any
  Waitable waitable;                // of an event
  WaitRef first_ready, last_ready;  // of a set
  WaitRef first_member;             // of a set
  std::uint32_t irq = kNoIrq;       // of an event: which line signals it
  Deadline deadline;                // of an event: its timer
  std::uint64_t period_ns = 0;

  static constexpr std::uint32_t kNoIrq = ~std::uint32_t{0};
};

namespace objects {

using ObjectPool = Pool<Object, ObjectId, &Object::next>;
extern ObjectPool table;
inline Object& get(ObjectId id) {
  return table[id];
}

// A new object of the process; none when its limit or the capacity is used up.
ObjectId create(ProcessId process, ObjectKind kind);
// The object of that kind that the handle names, if it is the process's.
ObjectId lookup(ProcessId process, std::uint64_t handle, ObjectKind kind);
void release(ObjectId id);  // nobody waits for it and nobody holds it
void release_all_of(ProcessId process);
// True if a thread waits for it or holds it.
bool is_busy(const Object& object);

// Waiting threads: entering and leaving the object's queue.
void wait_on(Thread& thread, ObjectId id);
void stop_waiting(Thread& thread);
void reorder_waiter(Thread& thread);

// Mutexes. `hand_on` gives it to the most important waiter, or to nobody.
void hold(ObjectId mutex, Thread& thread);
void hand_on(ObjectId mutex);
// The thread ends with its process: its mutexes have no holder.
void abandon_held(Thread& thread);

// Events.
void signal(ObjectId event);
void timer_fired(ObjectId event, std::uint64_t now_ns);

// Wait sets: a member that is ready, moved behind the others; none if there is none.
WaitRef take_ready(ObjectId set);
void list_ready(ObjectId set, WaitRef member);
void add_member(ObjectId set, WaitRef member, std::uint64_t key);

}  // namespace objects
}  // namespace kernel
