// The pool of synchronisation objects and their queues of threads. See objects.hpp.
#include "sync/objects.hpp"

#include "abi/errors.hpp"
#include "io/devices.hpp"
#include "process/process.hpp"
#include "sched/priority.hpp"
#include "sched/scheduler.hpp"

namespace kernel::objects {

ObjectPool table;

namespace {

using Siblings = List<&Object::next, &Object::previous>;
using Waiters = Queue<&Thread::next, &Thread::previous>;

// Before the first of lower priority; events and sets take them as they come.
ThreadId place_for(const Object& object, const Thread& thread) {
  ThreadId before = object.last;
  if (object.kind != ObjectKind::kMutex) return before;
  while (!before.none() && sched::get(before).priority < thread.priority)
    before = sched::get(before).previous;
  return before;
}

void link(Object& object, Thread& thread) {
  Waiters::insert(sched::table, object.first, object.last, place_for(object, thread), thread.id);
}

void unlink(Object& object, Thread& thread) {
  Waiters::remove(sched::table, object.first, object.last, thread.id);
}

}  // namespace

ObjectId create(ProcessId process_id, ObjectKind kind) {
  Process& process = processes::get(process_id);
  if (process.objects >= process.record.object_limit) return {};
  const ObjectId id = table.take();
  if (id.none()) return {};
  Object& object = table[id];
  const std::uint32_t generation = object.generation + 1;
  object = {};
  object.kind = kind;
  object.generation = generation;
  object.process = process_id;
  object.handle = make_handle(kind, generation, id.value);
  Siblings::push_front(table, process.first_object, id);
  ++process.objects;
  return id;
}

ObjectId lookup(ProcessId process, std::uint64_t handle, ObjectKind kind) {
  const ObjectId id{index_in(handle)};
  if (!table.holds(id)) return {};
  const Object& object = table[id];
  return object.kind == kind && object.handle == handle && object.process == process ? id
                                                                                     : ObjectId{};
}

bool is_busy(const Object& object) {
  return !object.first.none() || !object.holder.none() || !object.waiter.none();
}

void release(ObjectId id) {
  Object& object = table[id];
  while (!object.first_member.none()) waiting::forget(object.first_member);  // a set's
  if (object.kind == ObjectKind::kEvent) {
    waiting::forget({WaitKind::kEvent, id.value});
    deadlines::clear(id);
    if (object.irq != Object::kNoIrq) io::close_line(object.irq);
  }
  Process& process = processes::get(object.process);
  Siblings::remove(table, process.first_object, id);
  --process.objects;
  object.kind = ObjectKind::kFree;
  object.handle = 0;
  table.give_back(id);
}

void release_all_of(ProcessId process) {
  while (!processes::get(process).first_object.none())
    release(processes::get(process).first_object);
}

void wait_on(Thread& thread, ObjectId id) {
  thread.waits_for = id;
  link(table[id], thread);
}

void stop_waiting(Thread& thread) {
  Object& object = table[thread.waits_for];
  unlink(object, thread);
  thread.waits_for = {};
  thread.state = ThreadState::kParked;  // in a ring of holders the refresh comes back to this
                                        // thread, which is in no queue now
  if (!object.holder.none()) priority::refresh(sched::get(object.holder));
}

void reorder_waiter(Thread& thread) {
  Object& object = table[thread.waits_for];
  unlink(object, thread);
  link(object, thread);
}

void hold(ObjectId mutex, Thread& thread) {
  table[mutex].holder = thread.id;
  table[mutex].next_held = thread.held;
  thread.held = mutex;
}

void hand_on(ObjectId mutex) {
  Object& object = table[mutex];
  Thread& before = sched::get(object.holder);
  if (before.held == mutex) {
    before.held = object.next_held;
  } else {
    ObjectId other = before.held;
    while (table[other].next_held != mutex) other = table[other].next_held;
    table[other].next_held = object.next_held;
  }
  object.holder = {};
  priority::refresh(before);
  if (object.first.none()) return;
  Thread& next = sched::get(object.first);
  sched::wake(next, abi::kOk);
  hold(mutex, next);
  priority::refresh(next);
}

void abandon_held(Thread& thread) {
  for (ObjectId id = thread.held; !id.none();) {
    const ObjectId next = table[id].next_held;
    table[id].holder = {};
    table[id].next_held = {};
    id = next;
  }
  thread.held = {};
}

void signal(ObjectId id) {
  Object& event = table[id];
  if (event.automatic && !event.first.none()) {
    sched::wake(sched::get(event.first), abi::kOk);
    return;
  }
  event.signalled = true;
  while (!event.first.none()) sched::wake(sched::get(event.first), abi::kOk);
  waiting::notify({WaitKind::kEvent, id.value});
}

void timer_fired(ObjectId id, std::uint64_t now_ns) {
  const Object& event = table[id];
  const bool comes_again = event.period_ns != 0 && event.period_ns < abi::kNever - now_ns;
  if (comes_again) deadlines::set(id, now_ns + event.period_ns);
  signal(id);
}

}  // namespace kernel::objects
