// Thread: a second line of execution in this SIP. Holding one proves that it was started and has
// not been joined; it does not prove that it still runs. It takes its closure with everything in
// it, and shares only sip::Mutex, Atomic, Event and Frozen. Needs the ABI groups "thread", "sync"
// and "memory".
#pragma once
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/shared.hpp"
#include "sip/thread_primitives.hpp"
#include "sip/time.hpp"

namespace sip {

namespace detail {

enum class GateRole : std::uint32_t { kSpawn = 0, kRun = 1 };

/// Spawns `closure`, or, on the new thread, runs it. One function for both, so that its number says
/// which closure it is (backend/threads.cpp).
template <class Closure>
std::uint64_t thread_gate(Closure& closure, GateRole role) {
  if (role == GateRole::kSpawn)
    return prim::thread_spawn(prim::erased(closure), sizeof(Closure), prim::thread_gate_number());
  Closure body = prim::taken_out(closure);
  prim::thread_taken(prim::erased(closure));
  body();
  return 0;
}

}  // namespace detail

class [[clang::annotate("sip::linear"), clang::annotate("sip::must_consume")]] Thread {
 public:
  /// Runs `body`, a closure written here or moved in, on a thread of its own. What it captures goes
  /// with it. When the manifest's limit of threads or memory is reached, the SIP ends.
  template <class Body>
  [[clang::annotate("sip::sends")]] static Thread spawn(Body&& body) {
    static_assert(!std::is_lvalue_reference_v<Body>, "move the closure into spawn()");
    return Thread(detail::thread_gate<Body>(body, detail::GateRole::kSpawn));
  }

  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;
  Thread(Thread&& other) noexcept : handle_(std::exchange(other.handle_, 0)) {}
  Thread& operator=(Thread&& other) noexcept {
    handle_ = std::exchange(other.handle_, 0);
    return *this;
  }

  /// Waits until it has ended.
  void join() && { prim::thread_join(std::exchange(handle_, 0), detail::kForever); }

 private:
  explicit Thread(std::uint64_t handle) : handle_(handle) {}
  std::uint64_t handle_ = 0;
};

namespace this_thread {
/// Lets others of its priority run first.
inline void yield() {
  prim::thread_yield();
}
/// At most the manifest's priority.
inline void set_priority(std::uint32_t priority) {
  prim::thread_set_priority(priority);
}
/// A bit for each CPU that it may run on; a set without any CPU of this machine ends the SIP.
inline void set_affinity(std::uint64_t cpus) {
  prim::thread_set_affinity(cpus);
}
}  // namespace this_thread

}  // namespace sip
