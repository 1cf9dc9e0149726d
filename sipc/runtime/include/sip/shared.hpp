// Mutex, Atomic and Event: the only things that threads of one SIP share. Each is a handle: a copy
// is another share of the same object, which is gone with its last share. What a Mutex holds is
// seen only inside lock(): no reference leaves it, so there are no data races. Needs the ABI groups
// "sync", "memory" and "process".
#pragma once
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/detail/handle_of.hpp"
#include "sip/thread_primitives.hpp"
#include "sip/time.hpp"

namespace sip {

namespace detail {

inline constexpr std::uint64_t kForever = ~std::uint64_t{0};
inline constexpr std::size_t kLargestShared = 65'000;

inline std::uint64_t deadline_of(Instant instant) {
  const std::int64_t nanoseconds = instant.since_boot().in_nanoseconds();
  return nanoseconds < 0 ? 0 : static_cast<std::uint64_t>(nanoseconds);
}

/// One share of a cell. Moved from (0), it holds none; using that ends the SIP.
class SharedCell {
 public:
  SharedCell(std::uint64_t bytes, prim::Shared kind) : cell_(prim::shared_make(bytes, kind)) {}
  SharedCell(const SharedCell& other) : cell_(other.cell_) { prim::shared_keep(cell_); }
  SharedCell(SharedCell&& other) noexcept : cell_(std::exchange(other.cell_, 0)) {}
  SharedCell& operator=(SharedCell other) noexcept {
    std::swap(cell_, other.cell_);
    return *this;
  }
  ~SharedCell() { prim::shared_drop(cell_); }

  std::uint64_t cell() const { return cell_; }
  std::uint64_t object() const { return prim::shared_object(cell_); }

 private:
  std::uint64_t cell_ = 0;
};

}  // namespace detail

/// A value that one thread at a time can look at and change. Holding one proves nothing about who
/// has the lock; inside lock() the caller has it, and who waits lends the holder its priority.
template <class T>
class [[clang::annotate("sip::sends")]] Mutex {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>,
                "a mutex holds plain values");
  static_assert(sizeof(T) <= detail::kLargestShared, "keep large data in the exchange heap");

 public:
  explicit Mutex(const T& value = T{}) : share_(sizeof(T), prim::Shared::kMutex) {
    prim::shared_content<T>(share_.cell()) = value;
  }

  /// Calls `body` once with a reference to the value, and returns what it returns. Locking again
  /// inside ends the SIP.
  template <class Body>
  [[clang::annotate("sip::branches")]] auto lock(Body&& body) const {
    prim::mutex_lock(share_.object(), detail::kForever);
    if constexpr (std::is_void_v<std::invoke_result_t<Body&, T&>>) {
      body(prim::shared_content<T>(share_.cell()));
      prim::mutex_unlock(share_.object());
    } else {
      auto result = body(prim::shared_content<T>(share_.cell()));
      prim::mutex_unlock(share_.object());
      return result;
    }
  }

  T get() const {
    return lock([](const T& value) { return value; });
  }
  void set(const T& value) const {
    lock([&](T& place) { place = value; });
  }

 private:
  detail::SharedCell share_;
};

/// A number that threads read and change without a lock. All operations are sequentially
/// consistent.
template <class T>
class Atomic {
  static_assert(std::is_integral_v<T> || std::is_enum_v<T>, "an atomic holds a number");

 public:
  explicit Atomic(T value = T{}) : share_(sizeof(std::uint64_t), prim::Shared::kPlain) {
    store(value);
  }
  T load() const { return static_cast<T>(prim::atomic_load(share_.cell())); }
  void store(T value) const { prim::atomic_store(share_.cell(), word(value)); }
  /// The value before.
  T exchange(T value) const {
    return static_cast<T>(prim::atomic_exchange(share_.cell(), word(value)));
  }
  T fetch_add(T value) const
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  {
    return static_cast<T>(prim::atomic_add(share_.cell(), word(value)));
  }
  /// Stores `value` if the present one is `expected`; whether it did. Only for 64-bit numbers or
  /// values that never left the range of T.
  bool compare_exchange(T expected, T value) const {
    return prim::atomic_compare_exchange(share_.cell(), word(expected), word(value));
  }

 private:
  static std::uint64_t word(T value) { return static_cast<std::uint64_t>(value); }

  detail::SharedCell share_;
};

/// Something that happens: threads wait until it is signalled. A lasting event stays signalled
/// until clear(); a single one lets one waiter through for each signal.
class Event {
 public:
  static Event lasting() { return Event(prim::Shared::kEvent); }
  static Event single() { return Event(prim::Shared::kAutomaticEvent); }

  void signal() const { prim::event_signal(share_.object()); }
  void clear() const { prim::event_clear(share_.object()); }
  void wait() const { prim::event_wait(share_.object(), detail::kForever); }
  /// False: the deadline passed first.
  [[nodiscard]] bool wait_until(Instant deadline) const {
    return prim::event_wait(share_.object(), detail::deadline_of(deadline));
  }

 private:
  friend class Timer;
  friend struct detail::HandleOf;
  explicit Event(prim::Shared kind) : share_(0, kind) {}

  detail::SharedCell share_;
};

/// An event that time signals. Restarting it forgets what was set before.
class Timer {
 public:
  Timer() : event_(Event::single()) {}

  void start_at(Instant instant) const { set(detail::deadline_of(instant), 0); }
  void start_every(Duration period) const {
    const auto nanoseconds = static_cast<std::uint64_t>(period.in_nanoseconds());
    set(detail::deadline_of(Instant::now() + period), nanoseconds);
  }
  void stop() const { set(detail::kForever, 0); }
  void wait() const { event_.wait(); }
  [[nodiscard]] bool wait_until(Instant deadline) const { return event_.wait_until(deadline); }

 private:
  friend struct detail::HandleOf;
  void set(std::uint64_t deadline_ns, std::uint64_t period_ns) const {
    prim::timer_set(event_.share_.object(), deadline_ns, period_ns);
  }

  Event event_;
};

}  // namespace sip
