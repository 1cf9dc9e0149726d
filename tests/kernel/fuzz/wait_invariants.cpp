// Threads: in the queue that their state says, at the priority that is due to them, and never
// waiting for what is there already. See invariants.hpp.
#include <string>

#include "channel/endpoint.hpp"
#include "invariants.hpp"
#include "machine/machine.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace invariants {
namespace {

using namespace kernel;

void require(bool holds, const Thread& thread, std::string_view what) {
  if (!holds)
    machine::fail("invariant: thread " + std::to_string(thread.id.value) + " in state " +
                  std::to_string(static_cast<int>(thread.state)) + ": " + std::string(what));
}

void require(bool holds, ObjectId id, std::string_view what) {
  if (!holds)
    machine::fail("invariant: object " + std::to_string(id.value) + ": " + std::string(what));
}

std::uint8_t due_priority(const Thread& thread) {
  std::uint8_t highest = thread.own_priority;
  const std::uint8_t donated = processes::get(thread.process).donated_priority;
  if (donated > highest) highest = donated;
  for (ObjectId mutex = thread.held; !mutex.none(); mutex = objects::get(mutex).next_held) {
    require(objects::get(mutex).holder == thread.id, mutex,
            "it is in the list of a thread that does not hold it");
    const ThreadId waiter = objects::get(mutex).first;
    if (!waiter.none() && sched::get(waiter).priority > highest)
      highest = sched::get(waiter).priority;
  }
  return highest;
}

bool waits_in(const Thread& thread, const Object& object) {
  for (ThreadId id = object.first; !id.none(); id = sched::get(id).next)
    if (id == thread.id) return true;
  return false;
}

// Nobody waits for what is there: no wake-up was lost.
void check_wait(const Thread& thread) {
  switch (thread.state) {
    case ThreadState::kReceiving:
      require(channels::get(thread.receiving).waiter == thread.id, thread,
              "its endpoint does not know that it waits");
      require(!channels::can_receive(thread.receiving), thread,
              "it waits for a message, and there is one");
      return;
    case ThreadState::kLocking:
    case ThreadState::kWaitingForEvent:
    case ThreadState::kWaitingForSet: {
      const Object& object = objects::get(thread.waits_for);
      require(waits_in(thread, object), thread, "it is not in the queue of what it waits for");
      if (object.kind == ObjectKind::kMutex)
        require(!object.holder.none(), thread, "it waits for a mutex that nobody holds");
      if (object.kind == ObjectKind::kEvent)
        require(!object.signalled, thread, "it waits for an event that is signalled");
      return;
    }
    case ThreadState::kWaitingForAny:
      for (std::uint8_t i = 0; i < thread.wait_count; ++i) {
        require(waiting::waiter_of(thread.waits[i]) == thread.id, thread,
                "one of those that it waits for does not know");
        require(!waiting::readiness_of(thread.waits[i]).ready, thread,
                "it waits for any of several, and one is ready");
      }
      return;
    case ThreadState::kJoining:
      require(sched::get(thread.joining).joiner == thread.id &&
                  sched::get(thread.joining).state != ThreadState::kEnded,
              thread, "it joins a thread that has ended");
      return;
    case ThreadState::kWaitingForEnd:
      require(processes::get(thread.awaited).waiter == thread.id &&
                  processes::get(thread.awaited).state != ProcessState::kEnded,
              thread, "it waits for a process that has ended");
      return;
    default:
      return;
  }
}

void check_place(const Thread& thread) {
  std::uint32_t current = 0, handed_over = 0;
  for (const sched::Cpu& cpu : sched::cpus) {
    current += cpu.current == thread.id ? 1 : 0;
    handed_over += cpu.handed_over == thread.id ? 1 : 0;
  }
  require(current == (thread.state == ThreadState::kRunning ? 1u : 0u), thread,
          "CPUs disagree about whether it runs");
  require(handed_over == (thread.state == ThreadState::kHandedOver ? 1u : 0u), thread,
          "CPUs disagree about whether it is handed over");
  const bool may_wait_for_time =
      thread.state >= ThreadState::kReceiving && thread.state != ThreadState::kEnded;
  if (!may_wait_for_time)
    require(!thread.deadline.set(), thread, "it does not wait and has a deadline");
  if (thread.state == ThreadState::kReady) {
    if (!thread.next.none())
      require(sched::get(thread.next).previous == thread.id, thread,
              "its ready queue is inconsistent");
    require(!processes::get(thread.process).holds_back(thread.id), thread,
            "it is ready and its process is suspended, or has another thread that stopped it");
  }
  if (thread.state == ThreadState::kParked)
    require(processes::get(thread.process).holds_back(thread.id), thread,
            "it is parked and nothing holds it back");
}

void check_set(ObjectId id, const Object& set) {
  std::uint32_t listed = 0, in_list = 0, waiters = 0;
  for (ThreadId thread = set.first; !thread.none(); thread = sched::get(thread).next) ++waiters;
  WaitRef before;
  for (WaitRef ref = set.first_member; !ref.none();
       before = ref, ref = waiting::waitable_of(ref).next_member) {
    const Waitable& member = waiting::waitable_of(ref);
    require(member.set == id && member.previous_member == before, id,
            "its list of members is inconsistent");
    listed += member.listed ? 1 : 0;
    if (waiting::readiness_of(ref).ready)
      require(member.listed, id, "a member is ready and not listed");
    if (!waiting::readiness_of(ref).ready || set.first.none()) continue;
    require(!waiting::readiness_of(ref).stays_ready, id,
            "a thread waits at the set and a member is ready for good");
    require(waiters < processes::get(set.process).threads, id,
            "every thread of the process waits at the set and a member is ready");
  }
  before = {};
  for (WaitRef ref = set.first_ready; !ref.none();
       before = ref, ref = waiting::waitable_of(ref).next, ++in_list)
    require(waiting::waitable_of(ref).listed && waiting::waitable_of(ref).previous == before, id,
            "its list of ready members is inconsistent");
  require(listed == in_list && set.last_ready == before, id, "listed members are miscounted");
}

void check_objects() {
  std::uint32_t in_use = 0;
  for (std::uint32_t i = 0; i < objects::table.count(); ++i) {
    const ObjectId id = objects::table.id_at(i);
    const Object& object = objects::get(id);
    if (object.kind == ObjectKind::kFree) continue;
    ++in_use;
    ThreadId before;
    for (ThreadId waiter = object.first; !waiter.none();
         before = waiter, waiter = sched::get(waiter).next) {
      require(sched::get(waiter).waits_for == id && sched::get(waiter).previous == before, id,
              "its queue of threads is inconsistent");
      if (object.kind == ObjectKind::kMutex && !before.none())
        require(sched::get(before).priority >= sched::get(waiter).priority, id,
                "its waiters are out of order");
    }
    require(object.last == before, id, "its queue ends elsewhere than it says");
    if (object.kind == ObjectKind::kWaitSet) check_set(id, object);
  }
  require(in_use == objects::table.in_use(), ObjectId{in_use}, "objects in use are miscounted");
}

void check_lists() {
  std::uint32_t threads = 0, owned_objects = 0;
  for (std::uint32_t i = 0; i < processes::table.count(); ++i) {
    const Process& process = processes::get(processes::table.id_at(i));
    if (process.state == ProcessState::kFree) continue;
    std::uint32_t count = 0, object_count = 0;
    for (ThreadId id = process.first_thread; !id.none(); id = sched::get(id).next_sibling, ++count)
      require(sched::get(id).process == processes::table.id_at(i) &&
                  sched::get(id).state != ThreadState::kFree,
              sched::get(id), "it is in another process's list");
    for (ObjectId id = process.first_object; !id.none(); id = objects::get(id).next, ++object_count)
      require(objects::get(id).process == processes::table.id_at(i) &&
                  objects::get(id).kind != ObjectKind::kFree,
              id, "it is in another process's list");
    if (count != process.threads || object_count != process.objects)
      machine::fail("invariant: threads or objects of process " + std::string(process.name()) +
                    " are miscounted");
    threads += count;
    owned_objects += object_count;
  }
  if (threads != sched::table.in_use() || owned_objects != objects::table.in_use())
    machine::fail("invariant: threads or objects in use are miscounted");
}

}  // namespace

void check_threads_and_waits() {
  check_lists();
  for (const Thread& thread : sched::table) {
    if (thread.state == ThreadState::kFree) continue;
    check_place(thread);
    check_wait(thread);
    if (thread.state != ThreadState::kEnded)
      require(thread.priority == due_priority(thread), thread,
              "its priority is not the one that is due");
  }
  check_objects();
}

}  // namespace invariants
