// Waiting for one of many. select() takes endpoints, events, interrupts and processes, and says by
// position which is ready; EndpointSet keeps endpoints of one type and state, any number of them,
// and gives out one that is ready. Needs the ABI group "sync"; EndpointSet also "memory".
#pragma once
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/array.hpp"
#include "sip/channel.hpp"
#include "sip/panic.hpp"
#include "sip/shared.hpp"

namespace sip {

namespace detail {

template <class... Things>
inline std::int64_t wait_for_one(std::uint64_t deadline_ns, const Things&... things) {
  static_assert(sizeof...(Things) > 0 && sizeof...(Things) <= 64,
                "select waits for 1 to 64 things; EndpointSet for more");
  Array<std::uint64_t, sizeof...(Things)> handles;
  std::size_t count = 0;
  ((handles[count] = HandleOf::of(things), ++count), ...);
  return prim::wait_any(handles, count, deadline_ns);
}

template <class Case, class... Cases>
__attribute__((always_inline)) inline auto call_nth(std::int64_t position, Case& first,
                                                    Cases&... rest) {
  if constexpr (sizeof...(Cases) == 0) {
    return first();
  } else {
    if (position == 0) return first();
    return call_nth(position - 1, rest...);
  }
}

}  // namespace detail

/// Which of the things that select() waited for is ready, not yet acted upon. A receive on that
/// endpoint does not wait.
template <std::size_t kThings>
class Selection {
 public:
  explicit Selection(std::int64_t position) : position_(position) {}

  /// Calls the case in the position of what is ready; select_until() has one more, for the
  /// deadline.
  template <class... Cases>
  [[clang::annotate("sip::branches")]] auto match(Cases&&... cases) const {
    static_assert(sizeof...(Cases) == kThings,
                  "a match of select has one case for each thing, and one for the deadline");
    return detail::call_nth(position_, cases...);
  }

 private:
  std::int64_t position_ = 0;
};

/// Waits until one of them is ready. An endpoint is when a receive would not wait, a process when
/// it has ended. An event that is single is consumed.
template <class... Things>
inline Selection<sizeof...(Things)> select(const Things&... things) {
  return Selection<sizeof...(Things)>(detail::wait_for_one(detail::kForever, things...));
}

template <class... Things>
inline Selection<sizeof...(Things) + 1> select_until(Instant deadline, const Things&... things) {
  const std::int64_t ready = detail::wait_for_one(detail::deadline_of(deadline), things...);
  return Selection<sizeof...(Things) + 1>(ready < 0 ? std::int64_t{sizeof...(Things)} : ready);
}

/// Endpoints of one type and state, however many, of which one that is ready can be taken out. What
/// it costs does not depend on how many there are. Taken in turn, so that none starves.
template <class End>
class [[clang::annotate("sip::linear"), clang::annotate("sip::must_consume")]] EndpointSet {
 public:
  /// Room for `capacity` endpoints at one time.
  explicit EndpointSet(std::uint32_t capacity)
      : set_(prim::set_create()),
        places_(std::uint64_t{capacity} * 8, prim::Shared::kPlain),
        capacity_(capacity) {
    for (std::uint32_t i = 0; i < capacity; ++i) place(i) = kUnused | (i + 1);
  }
  EndpointSet(const EndpointSet&) = delete;
  EndpointSet& operator=(const EndpointSet&) = delete;
  EndpointSet(EndpointSet&& other) noexcept
      : set_(std::exchange(other.set_, 0)),
        places_(std::move(other.places_)),
        capacity_(other.capacity_),
        first_unused_(other.first_unused_),
        size_(other.size_) {}
  EndpointSet& operator=(EndpointSet&&) = delete;

  std::uint32_t size() const { return size_; }

  /// Too many end the SIP.
  void add(End end) {
    if (size_ == capacity_) panic("EndpointSet: more endpoints than it was made for");
    const std::uint32_t at = first_unused_;
    first_unused_ = static_cast<std::uint32_t>(place(at) & ~kUnused);
    place(at) = detail::HandleOf::take(std::move(end));
    prim::set_add(set_, place(at), at);
    ++size_;
  }

  /// Waits for one that is ready, and takes it out. There must be one in the set.
  [[nodiscard]] End take() {
    if (size_ == 0) panic("EndpointSet: waiting although it is empty");
    return take_out(prim::set_wait(set_, detail::kForever));
  }

  /// The same with a deadline: one case takes the endpoint, the other is called without one.
  template <class Ready, class Late>
  [[clang::annotate("sip::branches")]] auto take_until(Instant deadline, Ready&& ready,
                                                       Late&& late) {
    const std::int64_t key = prim::set_wait(set_, detail::deadline_of(deadline));
    if (key < 0) return late();
    return ready(take_out(key));
  }

  /// Closes what is still in it.
  void close() && {
    for (std::uint32_t i = 0; i < capacity_; ++i) {
      if ((place(i) & kUnused) != kUnused) prim::channel_close(place(i));
    }
    prim::object_release(std::exchange(set_, 0));
  }

 private:
  // No endpoint's handle has these four bits (abi::HandleKind).
  static constexpr std::uint64_t kUnused = std::uint64_t{0xf} << 28;

  std::uint64_t& place(std::uint64_t index) {
    return prim::element(prim::shared_content<std::uint64_t>(places_.cell()), index, capacity_);
  }
  End take_out(std::int64_t key) {
    const auto at = static_cast<std::uint32_t>(key);
    const std::uint64_t handle = place(at);
    prim::set_remove(set_, handle);
    place(at) = kUnused | first_unused_;
    first_unused_ = at;
    --size_;
    return End(detail::Adopt{}, handle);
  }

  std::uint64_t set_ = 0;
  detail::SharedCell places_;
  std::uint64_t capacity_ = 0;
  std::uint32_t first_unused_ = 0, size_ = 0;
};

}  // namespace sip
