// The code of a simulated SIP's thread: a coroutine that awaits what it does. `co_await call(…)` is
// a kernel call and gives its result; between two of them the thread may have waited, been
// preempted, or moved to another CPU. A thread that is killed is a coroutine that nobody resumes.
#pragma once
#include <array>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <utility>

#include "hal/thread.hpp"

namespace machine {

enum class DeedKind : std::uint8_t { kCall, kFault, kTick, kPoke, kIrq, kConsoleInput };

struct Deed {
  DeedKind kind = DeedKind::kCall;
  std::uint32_t number = 0;  // of the call, or of the line
  std::array<std::uint64_t, 6> arguments{};
  hal::Fault fault{};
};

class Script {
 public:
  struct promise_type {
    Deed wanted;
    std::int64_t result = 0;
    Script get_return_object() { return Script(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  using Handle = std::coroutine_handle<promise_type>;

  Script() = default;
  explicit Script(Handle handle) : handle_(handle) {}
  Script(Script&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Script& operator=(Script&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Script() {
    if (handle_) handle_.destroy();
  }

  // Runs to the next deed; false: it is over.
  bool advance() {
    handle_.resume();
    return !handle_.done();
  }
  const Deed& wanted() const { return handle_.promise().wanted; }
  void set_result(std::int64_t result) { handle_.promise().result = result; }

 private:
  Handle handle_;
};

struct Doing {
  Deed deed;
  Script::promise_type* promise = nullptr;
  bool await_ready() const noexcept { return false; }
  void await_suspend(Script::Handle handle) noexcept {
    promise = &handle.promise();
    promise->wanted = deed;
  }
  std::int64_t await_resume() const noexcept { return promise->result; }
};

template <class... Arguments>
Doing call(std::uint32_t number, Arguments... arguments) {
  return {.deed = {.number = number, .arguments = {static_cast<std::uint64_t>(arguments)...}}};
}
inline Doing fault(const hal::Fault& what) {
  return {.deed = {.kind = DeedKind::kFault, .fault = what}};
}
// The machine interrupts the thread; it goes on when it is resumed.
inline Doing interruption(DeedKind kind, std::uint32_t line = 0) {
  return {.deed = {.kind = kind, .number = line}};
}

}  // namespace machine
