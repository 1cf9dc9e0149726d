// Threads: how a closure gets from the thread that spawns to the one that runs it. The closure is
// moved, byte by byte, into a piece of private memory whose address is the new thread's argument;
// the generated sip_thread_main (backend/threads.cpp) calls the gate that spawned it, by number.
#include "abi/errors.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"
#include "private_memory.hpp"

namespace {

struct alignas(16) Parcel {
  std::uint64_t gate;
  std::uint64_t reserved;
};

}  // namespace

extern "C" {

// The three calls of the generated sip_thread_main. SAFETY: the kernel hands on what
// sip_thread_spawn passed: a parcel that nobody else has now.
std::uint64_t sip_thread_gate(std::uint64_t parcel) {
  return reinterpret_cast<Parcel*>(parcel)->gate;
}

void* sip_thread_closure(std::uint64_t parcel) {
  return reinterpret_cast<Parcel*>(parcel) + 1;
}

[[noreturn]] void sip_thread_exit() {
  sipk_thread_exit();
  __builtin_trap();  // the kernel does not come back
}

std::uint64_t sip_thread_spawn(void* closure, std::uint64_t bytes, std::uint64_t gate) {
  auto* parcel = static_cast<Parcel*>(sip::body::allocate_private(sizeof(Parcel) + bytes));
  parcel->gate = gate;
  // SAFETY: the closure has `bytes` bytes; all-zero is a moved-from state of everything that it may
  // hold, so that what it owned has one owner all the time.
  __builtin_memcpy(parcel + 1, closure, bytes);
  __builtin_memset(closure, 0, bytes);
  const std::int64_t handle = sipk_thread_create(reinterpret_cast<std::uint64_t>(parcel));
  if (handle < 0)
    sip::body::Message{}
        .add("no further thread: raise limits.threads or limits.memory in the manifest")
        .end_sip();
  return static_cast<std::uint64_t>(handle);
}

void sip_thread_taken(void* closure) {
  // SAFETY: `closure` is what sip_thread_closure gave, and its content has been moved out.
  sip::body::release_private(static_cast<Parcel*>(closure) - 1);
}

bool sip_thread_join(std::uint64_t thread, std::uint64_t deadline_ns) {
  return sipk_thread_join(thread, deadline_ns) == abi::kOk;
}

void sip_thread_yield() {
  sipk_thread_yield();
}

void sip_thread_set_priority(std::uint32_t priority) {
  sipk_thread_set_priority(priority);
}

void sip_thread_set_affinity(std::uint64_t cpus) {
  sipk_thread_set_affinity(cpus);
}

}  // extern "C"
