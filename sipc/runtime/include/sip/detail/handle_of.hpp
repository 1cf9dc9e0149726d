// HandleOf: the one friend that may ask the library's owners for the kernel's handle, for waiting.
#pragma once
#include <cstdint>
#include <utility>

namespace sip::detail {

struct HandleOf {
  template <class Owner>
  static std::uint64_t of(const Owner& owner) {
    if constexpr (requires { owner.share_.object(); })
      return owner.share_.object();
    else if constexpr (requires { owner.event_.share_.object(); })
      return owner.event_.share_.object();
    else if constexpr (requires { owner.event_; })
      return owner.event_;
    else
      return owner.handle_;
  }

  template <class Endpoint>
  static std::uint64_t take(Endpoint&& endpoint) {
    return std::exchange(endpoint.handle_, 0);
  }
};

}  // namespace sip::detail
