// The primitives behind sip::Thread, Mutex, Event, Timer, Atomic and select. Handles and cells are
// plain numbers to checked code; the kernel and the bodies check them again. Typing rules:
// docs/primitives.md. Only `sip::` headers name them.
#pragma once
#include <cstdint>
#include <utility>

#include "sip/erased.hpp"

namespace sip::prim {

// Moves the object out of the parcel that it came in. SAFETY: what is left is destroyed, because a
// constant capture is copied, not moved; nobody looks at it again.
template <class T>
inline T taken_out(T& parcel) {
  T object = std::move(parcel);
  parcel.~T();
  return object;
}

// A thread's gate is the one function that both spawns a closure and runs it
// (detail::thread_gate). The back end numbers the gates, makes thread_gate_number() in each a
// constant, and generates what calls them on a new thread.
std::uint64_t thread_gate_number() asm("sip_thread_gate_number");
// Moves the closure away and starts a thread that runs it; its handle. No thread left ends the SIP.
std::uint64_t thread_spawn(Erased& closure, std::uint64_t bytes,
                           std::uint64_t gate) asm("sip_thread_spawn");
void thread_taken(Erased& closure) asm("sip_thread_taken");  // it has been moved out
bool thread_join(std::uint64_t thread, std::uint64_t deadline_ns) asm("sip_thread_join");
void thread_yield() asm("sip_thread_yield");
void thread_set_priority(std::uint32_t priority) asm("sip_thread_set_priority");
void thread_set_affinity(std::uint64_t cpus) asm("sip_thread_set_affinity");

// Cells that threads share: counted, with a kernel object and `bytes` bytes of content.
enum class Shared : std::uint32_t { kPlain = 0, kMutex = 1, kEvent = 2, kAutomaticEvent = 3 };
std::uint64_t shared_make(std::uint64_t bytes, Shared kind) asm("sip_shared_make");
void shared_keep(std::uint64_t cell) asm("sip_shared_keep");
void shared_drop(std::uint64_t cell) asm("sip_shared_drop");
std::uint64_t shared_object(std::uint64_t cell) asm("sip_shared_object");
Erased& shared_erased(std::uint64_t cell, std::uint64_t bytes) asm("sip_shared_content");
template <class T>
inline T& shared_content(std::uint64_t cell) {
  return restored<T>(shared_erased(cell, sizeof(T)));
}

std::uint64_t atomic_load(std::uint64_t cell) asm("sip_atomic_load");
void atomic_store(std::uint64_t cell, std::uint64_t value) asm("sip_atomic_store");
std::uint64_t atomic_exchange(std::uint64_t cell, std::uint64_t value) asm("sip_atomic_exchange");
std::uint64_t atomic_add(std::uint64_t cell, std::uint64_t value) asm("sip_atomic_add");
bool atomic_compare_exchange(std::uint64_t cell, std::uint64_t expected,
                             std::uint64_t value) asm("sip_atomic_compare_exchange");

// On kernel handles. False: the deadline passed first.
bool mutex_lock(std::uint64_t mutex, std::uint64_t deadline_ns) asm("sip_mutex_lock");
void mutex_unlock(std::uint64_t mutex) asm("sip_mutex_unlock");
void event_signal(std::uint64_t event) asm("sip_event_signal");
void event_clear(std::uint64_t event) asm("sip_event_clear");
bool event_wait(std::uint64_t event, std::uint64_t deadline_ns) asm("sip_event_wait");
void timer_set(std::uint64_t event, std::uint64_t deadline_ns,
               std::uint64_t period_ns) asm("sip_timer_set");

// Waiting for one of many: `handles` is an object of at least `count` handles; the position of one
// that is ready, or negative when the deadline passed first. A set gives the key of a member.
template <class Handles>
std::int64_t wait_any(const Handles& handles, std::uint64_t count,
                      std::uint64_t deadline_ns) asm("sip_wait_any");
std::uint64_t set_create() asm("sip_set_create");
void set_add(std::uint64_t set, std::uint64_t handle, std::uint64_t key) asm("sip_set_add");
void set_remove(std::uint64_t set, std::uint64_t handle) asm("sip_set_remove");
std::int64_t set_wait(std::uint64_t set, std::uint64_t deadline_ns) asm("sip_set_wait");
void object_release(std::uint64_t object) asm("sip_object_release");

}  // namespace sip::prim
