// Waiting for many things: sync_wait_any's threads and wait sets. See waitable.hpp and objects.hpp.
#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel {
namespace waiting {
namespace {

constexpr struct {
  Waitable& operator[](WaitRef ref) const { return source_of(ref).waitable; }
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
  Waitable& member = source_of(ref).waitable;
  if (!member.listed) return;
  Object& set = objects::get(member.set);
  Ready::remove(kMembers, set.first_ready, set.last_ready, ref);
  member.listed = false;
}

// Behind the others, so that none starves.
void append(Object& set, WaitRef ref) {
  source_of(ref).waitable.listed = true;
  Ready::insert(kMembers, set.first_ready, set.last_ready, set.last_ready, ref);
}

}  // namespace

Source source_of(WaitRef ref) {
  if (ref.kind == WaitKind::kEndpoint) {
    const EndpointId id{ref.index};
    Endpoint& endpoint = channels::get(id);
    return {endpoint.waitable, endpoint.waiter, channels::can_receive(id),
            channels::get(peer_of(id)).status == EndpointState::kClosed};
  }
  if (ref.kind == WaitKind::kEvent) {
    Object& event = objects::get(ObjectId{ref.index});
    return {event.waitable, event.waiter, event.signalled, event.signalled && !event.automatic};
  }
  Process& process = processes::get(ProcessId{ref.index});
  const bool ended = process.state == ProcessState::kEnded;
  return {process.waitable, process.waiter, ended, ended};
}

void notify(WaitRef ref) {
  const ThreadId id = source_of(ref).waiter;
  if (!id.none() && sched::get(id).state == ThreadState::kWaitingForAny) {
    Thread& thread = sched::get(id);
    if (ref.kind == WaitKind::kEvent && objects::get(ObjectId{ref.index}).automatic)
      objects::get(ObjectId{ref.index}).signalled = false;
    sched::wake(thread, position_of(thread, ref));
  }
  // Its set hears of it too: whoever was woken may leave what there is to others.
  const Waitable& member = source_of(ref).waitable;
  if (!member.set.none() && source_of(ref).ready) objects::list_ready(member.set, ref);
}

void forget(WaitRef ref) {
  Waitable& member = source_of(ref).waitable;
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
  Waitable& member = waiting::source_of(ref).waitable;
  member = {};
  member.set = id;
  member.key = key;
  waiting::Members::push_front(waiting::kMembers, set.first_member, ref);
  if (waiting::source_of(ref).ready) list_ready(id, ref);
}

void list_ready(ObjectId id, WaitRef ref) {
  Object& set = get(id);
  if (!waiting::source_of(ref).waitable.listed) waiting::append(set, ref);
  // A message is one thread's business. What stays ready is everybody's: nothing would wake the
  // others later.
  bool more = !set.first.none();
  while (more) {
    const WaitRef ready = take_ready(id);
    if (ready.none()) return;
    sched::wake(sched::get(set.first),
                static_cast<std::int64_t>(waiting::source_of(ready).waitable.key));
    more = !set.first.none() && waiting::source_of(ref).stays_ready;
  }
}

WaitRef take_ready(ObjectId id) {
  Object& set = get(id);
  while (!set.first_ready.none()) {
    const WaitRef ref = set.first_ready;
    waiting::unlist(ref);
    if (!waiting::source_of(ref).ready) continue;
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
