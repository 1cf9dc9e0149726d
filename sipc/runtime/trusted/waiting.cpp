// Mutexes, events, timers, and waiting for one of many: each a kernel call on a handle, which the
// kernel checks.
#include "abi/errors.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

// SAFETY: scalars, and one list whose length the body passes on; the kernel checks every handle and
// the list's range.
extern "C" {

bool sip_mutex_lock(std::uint64_t mutex, std::uint64_t deadline_ns) {
  return sipk_sync_mutex_lock(mutex, deadline_ns) == abi::kOk;
}

void sip_mutex_unlock(std::uint64_t mutex) {
  sipk_sync_mutex_unlock(mutex);
}

void sip_event_signal(std::uint64_t event) {
  sipk_sync_event_signal(event);
}

void sip_event_clear(std::uint64_t event) {
  sipk_sync_event_clear(event);
}

bool sip_event_wait(std::uint64_t event, std::uint64_t deadline_ns) {
  return sipk_sync_event_wait(event, deadline_ns) == abi::kOk;
}

void sip_timer_set(std::uint64_t event, std::uint64_t deadline_ns, std::uint64_t period_ns) {
  sipk_sync_timer_set(event, deadline_ns, period_ns);
}

std::int64_t sip_wait_any(const std::uint64_t* handles, std::uint64_t count,
                          std::uint64_t deadline_ns) {
  return sipk_sync_wait_any(handles, count, deadline_ns);
}

std::uint64_t sip_set_create() {
  const std::int64_t set = sipk_sync_set_create();
  if (set < 0)
    sip::body::Message{}.add("no wait set is left: raise limits.objects in the manifest").end_sip();
  return static_cast<std::uint64_t>(set);
}

void sip_set_add(std::uint64_t set, std::uint64_t handle, std::uint64_t key) {
  sipk_sync_set_add(set, handle, key);
}

void sip_set_remove(std::uint64_t set, std::uint64_t handle) {
  sipk_sync_set_remove(set, handle);
}

std::int64_t sip_set_wait(std::uint64_t set, std::uint64_t deadline_ns) {
  return sipk_sync_set_wait(set, deadline_ns);
}

void sip_object_release(std::uint64_t object) {
  sipk_sync_release(object);
}

}  // extern "C"
