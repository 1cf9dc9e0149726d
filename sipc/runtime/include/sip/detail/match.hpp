// How match() picks the case for what has arrived: at compile time, from the types that each case
// takes, so that a match is a switch over the tag with a direct call in each branch. Cases are
// called in place, by reference, and never stored.
#pragma once
#include <concepts>
#include <type_traits>
#include <utility>

namespace sip::detail {

/// What can arrive: the arguments that the case for it is called with.
template <class... Arguments>
struct Case {};

template <class Handler, class Arrival>
inline constexpr bool kTakes = false;
template <class Handler, class... Arguments>
inline constexpr bool kTakes<Handler, Case<Arguments...>> =
    std::invocable<std::remove_reference_t<Handler>&, Arguments...>;

/// Whether one of the handlers takes the arrival.
template <class Arrival, class... Handlers>
inline constexpr bool kHandles = (kTakes<Handlers, Arrival> || ...);

/// Whether the handler takes one of the arrivals.
template <class Handler, class... Arrivals>
inline constexpr bool kIsUsed = (kTakes<Handler, Arrivals> || ...);

/// Calls the first handler that takes the arrival, and moves the arrival into it. kHandles must
/// hold.
template <class Arrival, class Message, class Next, class First, class... Rest>
__attribute__((always_inline)) inline auto call_case(Message&& message, Next&& next, First& first,
                                                     Rest&... rest) {
  if constexpr (kTakes<First, Arrival>)
    return first(std::move(message), std::move(next));
  else
    return call_case<Arrival>(std::move(message), std::move(next), rest...);
}

/// The same for an arrival that leaves no endpoint behind.
template <class Arrival, class First, class... Rest>
__attribute__((always_inline)) inline auto call_last_case(First& first, Rest&... rest) {
  if constexpr (kTakes<First, Case<Arrival>>)
    return first(Arrival{});
  else
    return call_last_case<Arrival>(rest...);
}

}  // namespace sip::detail
