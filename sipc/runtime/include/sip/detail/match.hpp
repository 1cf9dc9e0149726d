// How match() picks the case for what has arrived: at compile time, from the types that each case
// takes, so that a match is a switch over the tag with a direct call in each branch. Cases are
// called in place, by reference, and never stored.
#pragma once
#include <concepts>
#include <type_traits>
#include <utility>

namespace sip {

/// A message together with the endpoint in the state that the message leads to.
template <class Message, class Endpoint>
struct Arrived {
  Message message;
  Endpoint endpoint;
};

namespace detail {

/// Names an arrival by its number on the wire.
template <int>
struct Tag {};

template <class>
inline constexpr bool kNever = false;

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
template <class Message, class Endpoint, class First, class... Rest>
__attribute__((always_inline)) inline auto call_case(Arrived<Message, Endpoint>&& arrived,
                                                     First& first, Rest&... rest) {
  if constexpr (kTakes<First, Case<Message, Endpoint>>)
    return first(std::move(arrived.message), std::move(arrived.endpoint));
  else
    return call_case(std::move(arrived), rest...);
}

/// The same for an arrival that comes alone.
template <class Alone, class First, class... Rest>
__attribute__((always_inline)) inline auto call_last_case(Alone&& alone, First& first,
                                                          Rest&... rest) {
  if constexpr (kTakes<First, Case<Alone>>)
    return first(std::move(alone));
  else
    return call_last_case(std::move(alone), rest...);
}

}  // namespace detail
}  // namespace sip
