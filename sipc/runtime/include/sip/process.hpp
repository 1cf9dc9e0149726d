// Process: another SIP that this one has created, from those that its manifest lists under
// [[creates]]. Holding one proves that its record is still there, so that one can ask how it ended;
// it does not prove that it runs. A child ends with its creator. Needs the ABI group "process".
#pragma once
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/array.hpp"
#include "sip/channel.hpp"
#include "sip/line.hpp"
#include "sip/process_primitives.hpp"
#include "sip/shared.hpp"

namespace sip {

enum class EndKind : std::uint32_t {
  kRunning = 0,   // it has not ended
  kExited = 1,    // with `code`
  kPanicked = 2,  // `cause` says why
  kFaulted = 3,   // ended by the kernel; `cause` says why
  kStopped = 4    // by its creator
};

/// How a process ended. Laid out as the kernel fills it.
struct ProcessEnd {
  EndKind kind = EndKind::kRunning;
  std::uint32_t cause_bytes = 0;
  std::int64_t code = 0;
  Array<char, 240> cause_text;

  Line cause() const {
    Line line;
    for (std::uint32_t i = 0; i < cause_bytes && i < 240; ++i) line.append(cause_text[i]);
    return line;
  }
};
static_assert(sizeof(ProcessEnd) == 256);

/// A program that the manifest lists under [[creates]]; manifest::creates names them.
class Program {
 public:
  constexpr Program(detail::Grant, std::uint32_t index) : index_(index) {}
  constexpr std::uint32_t index() const { return index_; }

 private:
  std::uint32_t index_ = 0;
};

namespace detail {

// Read by runtime/trusted/processes.cpp, which knows this layout.
struct ProcessPlan {
  std::uint32_t creates_index = 0, endpoint_count = 0, argument_count = 0, reserved = 0;
  Array<char, 32> name;
  Array<std::uint64_t, 32> endpoints;
  Array<std::uint64_t, 32> arguments;
};

template <class Given>
inline void add_to(ProcessPlan& plan, Given given) {
  if constexpr (std::derived_from<Given, Endpoint>) {
    plan.endpoints[plan.endpoint_count] = HandleOf::take(std::move(given));
    ++plan.endpoint_count;
  } else {
    static_assert(std::integral<Given>, "a process is given endpoints and numbers");
    plan.arguments[plan.argument_count] = static_cast<std::uint64_t>(given);
    ++plan.argument_count;
  }
}

inline void set_name(ProcessPlan& plan, const Line& name) {
  for (std::size_t i = 0; i < name.size() && i < 31; ++i) plan.name[i] = name[i];
}

inline void close_all(const ProcessPlan& plan) {
  for (std::uint32_t i = 0; i < plan.endpoint_count; ++i) prim::channel_close(plan.endpoints[i]);
}

}  // namespace detail

class [[clang::annotate("sip::linear"), clang::annotate("sip::must_consume")]] Process {
 public:
  /// A process of `program`, not started yet, with the endpoints and the arguments of its manifest
  /// in their order. What does not fit the manifest ends this SIP. When a quota is reached,
  /// exists() is false and the endpoints are closed.
  template <class... Given>
  static Process create(Program program, const Line& name, Given... given) {
    static_assert(sizeof...(Given) <= 32, "a process is created with at most 32 things");
    detail::ProcessPlan plan;
    plan.creates_index = program.index();
    detail::set_name(plan, name);
    (detail::add_to(plan, std::move(given)), ...);
    const std::uint64_t handle = prim::process_create(plan);
    if (handle == 0) detail::close_all(plan);
    return Process(handle);
  }

  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  Process(Process&& other) noexcept : handle_(std::exchange(other.handle_, 0)) {}
  Process& operator=(Process&& other) noexcept {
    handle_ = std::exchange(other.handle_, 0);
    return *this;
  }

  [[nodiscard]] bool exists() const { return handle_ != 0; }
  /// False: no thread is left for it, or it has been stopped already.
  [[nodiscard]] bool start() const { return prim::process_start(handle_) == 0; }
  /// These three: false when it has ended. A stopped process ends soon; wait() tells when.
  bool suspend() const { return prim::process_suspend(handle_); }
  bool resume() const { return prim::process_resume(handle_); }
  bool stop() const { return prim::process_stop(handle_); }

  /// Until it has ended and everything that it had is taken back.
  ProcessEnd wait() const {
    ProcessEnd end;
    prim::process_wait(handle_, end, detail::kForever);
    return end;
  }
  /// kRunning: the deadline passed first.
  ProcessEnd wait_until(Instant deadline) const {
    ProcessEnd end;
    prim::process_wait(handle_, end, detail::deadline_of(deadline));
    return end;
  }

  /// Gives up the record; a process that has not ended is stopped.
  void release() && {
    if (handle_ != 0) prim::process_release(std::exchange(handle_, 0));
  }

 private:
  friend struct detail::HandleOf;
  explicit Process(std::uint64_t handle) : handle_(handle) {}
  std::uint64_t handle_ = 0;
};

}  // namespace sip
