// What a thread can wait for together with other things: an endpoint with a message, a signalled
// event, an ended process. Each has a Waitable in its record. At most one thread waits for it
// directly, and it is in at most one wait set; sets keep those that are ready in a list, so waiting
// for ten thousand costs what waiting for one does.
#pragma once
#include "base/trusted/table.hpp"

namespace kernel {

using ThreadId = Id<struct ThreadTag>;
using ProcessId = Id<struct ProcessTag>;
using EndpointId = Id<struct EndpointTag>;
using ObjectId = Id<struct ObjectTag>;

enum class WaitKind : std::uint8_t { kNothing, kEndpoint, kEvent, kProcess };

// Names a Waitable by the record that it lies in.
struct WaitRef {
  WaitKind kind = WaitKind::kNothing;
  std::uint32_t index = 0;
  bool none() const { return kind == WaitKind::kNothing; }
  friend constexpr bool operator==(WaitRef, WaitRef) = default;
};

struct Waitable {
  ObjectId set;            // the wait set that it is in
  std::uint64_t key = 0;   // what sync_set_wait answers with
  WaitRef next, previous;  // the set's list of those that are ready
  WaitRef next_member, previous_member;
  bool listed = false;  // is in the ready list
};

namespace waiting {

// Something became ready: wakes the thread that waits for it in sync_wait_any, or lists it in its
// set.
void notify(WaitRef ref);
// It will never be ready again (closed, released) or changes hands: leaves its set.
void forget(WaitRef ref);

// Of the record that it names.
Waitable& waitable_of(WaitRef ref);
ThreadId& waiter_of(WaitRef ref);

// How what it names stands. A closed peer, a signalled event that is not automatic and an
// ended process stay ready, whoever takes notice.
struct Readiness {
  bool ready, stays_ready;
};
Readiness readiness_of(WaitRef ref);

}  // namespace waiting
}  // namespace kernel
