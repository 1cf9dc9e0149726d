// Waiting for many things: sync_wait_any's threads and wait sets. See waitable.hpp and objects.hpp.
#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel {
namespace waiting {
namespace {

constexpr struct {
  Waitable& operator[](WaitRef ref) const { return waitable_of(ref); }
} kMembers;
using Ready = Queue<&Waitable::next, &Waitable::previous>;
using Members = List<&Waitable::next_member, &Waitable::previous_member>;

std::int64_t position_of(const Thread& thread, WaitRef ref) {
  for (std::uint8_t i = 0; i < thread.wait_count; ++i) {
    if (thread.waits[i] == ref) return i;
  }
  return 0;
}

void unlist(WaitRef ref) {
  Waitable& member = waitable_of(ref);
  if (!member.listed) return;
  Object& set = objects::get(member.set);
  Ready::remove(kMembers, set.first_ready, set.last_ready, ref);
  member.listed = false;
}

// Behind the others, so that none starves.
void append(Object& set, WaitRef ref) {
  waitable_of(ref).listed = true;
  Ready::insert(kMembers, set.first_ready, set.last_ready, set.last_ready, ref);
}

// Hands `look` the record that it names, as one of three types.
decltype(auto) with_record(WaitRef ref, const auto& look) {
  if (ref.kind == WaitKind::kEndpoint) return look(channels::get(EndpointId{ref.index}));
  if (ref.kind == WaitKind::kEvent) return look(objects::get(ObjectId{ref.index}));
  return look(processes::get(ProcessId{ref.index}));
}

}  // namespace

Waitable& waitable_of(WaitRef ref) {
  return with_record(ref, [](auto& record) -> Waitable& { return record.waitable; });
}

ThreadId& waiter_of(WaitRef ref) {
  return with_record(ref, [](auto& record) -> ThreadId& { return record.waiter; });
}

Readiness readiness_of(WaitRef ref) {
  if (ref.kind == WaitKind::kEndpoint) {
    const EndpointId id{ref.index};
    return {channels::can_receive(id), channels::get(peer_of(id)).status == EndpointState::kClosed};
  }
  if (ref.kind == WaitKind::kEvent) {
    const Object& event = objects::get(ObjectId{ref.index});
    return {event.signalled, event.signalled && !event.automatic};
  }
  const bool ended = processes::get(ProcessId{ref.index}).state == ProcessState::kEnded;
  return {ended, ended};
}

void notify(WaitRef ref) {
  const ThreadId id = waiter_of(ref);
  if (!id.none() && sched::get(id).state == ThreadState::kWaitingForAny) {
    Thread& thread = sched::get(id);
    if (ref.kind == WaitKind::kEvent && objects::get(ObjectId{ref.index}).automatic)
      objects::get(ObjectId{ref.index}).signalled = false;
    sched::wake(thread, position_of(thread, ref));
  }
  // Its set hears of it too: whoever was woken may leave what there is to others.
  const Waitable& member = waitable_of(ref);
  if (!member.set.none() && readiness_of(ref).ready) objects::list_ready(member.set, ref);
}

void forget(WaitRef ref) {
  Waitable& member = waitable_of(ref);
  if (member.set.none()) return;
  unlist(ref);
  Object& set = objects::get(member.set);
  Members::remove(kMembers, set.first_member, ref);
  member = {};
}

}  // namespace waiting

namespace objects {

void add_member(ObjectId id, WaitRef ref, std::uint64_t key) {
  Object& set = get(id);
  Waitable& member = waiting::waitable_of(ref);
  member = {};
  member.set = id;
  member.key = key;
  waiting::Members::push_front(waiting::kMembers, set.first_member, ref);
  if (waiting::readiness_of(ref).ready) list_ready(id, ref);
}

void list_ready(ObjectId id, WaitRef ref) {
  Object& set = get(id);
  if (!waiting::waitable_of(ref).listed) waiting::append(set, ref);
  // A message is one thread's business. What stays ready is everybody's: nothing would wake the
  // others later.
  bool more = !set.first.none();
  while (more) {
    const WaitRef ready = take_ready(id);
    if (ready.none()) return;
    sched::wake(sched::get(set.first), static_cast<std::int64_t>(waiting::waitable_of(ready).key));
    more = !set.first.none() && waiting::readiness_of(ref).stays_ready;
  }
}

WaitRef take_ready(ObjectId id) {
  Object& set = get(id);
  while (!set.first_ready.none()) {
    const WaitRef ref = set.first_ready;
    waiting::unlist(ref);
    if (!waiting::readiness_of(ref).ready) continue;
    if (ref.kind == WaitKind::kEvent && get(ObjectId{ref.index}).automatic) {
      get(ObjectId{ref.index}).signalled = false;
    } else {
      waiting::append(set, ref);  // it stays ready until somebody takes what it has
    }
    return ref;
  }
  return {};
}

}  // namespace objects
}  // namespace kernel
