// What generated endpoints are made of (contracts/compiler/emit/cpp_endpoints.cpp). Holding an
// endpoint proves that this SIP owns one end of a channel whose conversation is in the state that
// the endpoint's type names. It does not prove that the peer is still there: a send to a closed
// peer is lost, and the next receive says Closed.
#pragma once
#include <cstdint>
#include <utility>

#include <sip/detail/handle_of.hpp>
#include <sip/detail/match.hpp>
#include <sip/primitives.hpp>

namespace sip {

/// The peer has closed its end; ours is closed with it.
struct Closed {};
/// The deadline of a receive_until() passed first; the endpoint comes back in its state.
struct TimedOut {};

/// In place of an endpoint that the contract lets be absent (`C.Exp:State` without `!`).
struct Null {};

/// When a receive gives up waiting: an Instant, or nanoseconds since the system's start.
class Deadline {
 public:
  constexpr Deadline(std::uint64_t nanoseconds) : nanoseconds_(nanoseconds) {}  // NOLINT: implicit
  template <class Moment>
    requires requires(const Moment& moment) { moment.since_boot().in_nanoseconds(); }
  constexpr Deadline(const Moment& moment)  // NOLINT: implicit by intent
      : nanoseconds_(static_cast<std::uint64_t>(moment.since_boot().in_nanoseconds())) {}
  constexpr std::uint64_t nanoseconds() const { return nanoseconds_; }

 private:
  std::uint64_t nanoseconds_ = 0;
};

template <class End>
class Nullable;

namespace detail {

inline constexpr std::uint64_t kNoDeadline = ~std::uint64_t{0};
inline constexpr std::int32_t kTagClosed = -1;
inline constexpr std::int32_t kTagTimedOut = -2;
inline constexpr std::int32_t kTagMoved = -3;  // nothing arrives as this: to look at it is a breach

enum class Wait : std::uint8_t { kForever, kUntil };

/// The key to making an endpoint from a handle. Only generated code and the library can name it.
struct Adopt {
  explicit constexpr Adopt() = default;
};

template <std::size_t ContractN, std::size_t MessageN, std::size_t RuleN>
[[noreturn]] inline void breach(const char (&contract)[ContractN], const char (&message)[MessageN],
                                const char (&rule)[RuleN]) {
  prim::contract_breach(contract, message, rule, static_cast<std::uint32_t>(ContractN - 1),
                        static_cast<std::uint32_t>(MessageN - 1),
                        static_cast<std::uint32_t>(RuleN - 1));
}

/// Room for a message of up to kWords 8-byte words, as it comes from the kernel. Halves, because
/// checked code has no arrays.
template <std::uint32_t kWords>
struct MessageBuffer {
  MessageBuffer<kWords / 2> low{};
  MessageBuffer<kWords - kWords / 2> high{};
};
template <>
struct MessageBuffer<1> {
  std::uint64_t word = 0;
};
template <>
struct MessageBuffer<0> {};

/// A word of it, by its number.
template <std::uint32_t kIndex, std::uint32_t kWords>
inline std::uint64_t word_of(const MessageBuffer<kWords>& buffer) {
  if constexpr (kWords == 1)
    return buffer.word;
  else if constexpr (kIndex < kWords / 2)
    return word_of<kIndex>(buffer.low);
  else
    return word_of<kIndex - kWords / 2>(buffer.high);
}

/// What a message owned is the kernel's once it is sent: it must not be released when the message
/// goes out of scope.
template <std::uint32_t kBytes, class Message>
inline void forget_owners(Message& message) {
  if constexpr (!std::is_trivially_destructible_v<Message>) {
    const MessageBuffer<kBytes / 8> nothing{};
    prim::message_load(nothing, message, kBytes);
  }
}
template <std::uint32_t kBytes, class Message>
inline void send_message(prim::Handle endpoint, std::uint32_t tag, Message&& message) {
  prim::channel_send(endpoint, tag, message, kBytes);
  forget_owners<kBytes>(message);
}

/// The number and the wire size of a message to be sent.
template <std::uint32_t kTag, std::uint32_t kBytes>
struct Outgoing {};

/// One end of a channel, 8 bytes. Moving leaves the source without an endpoint (handle 0), which
/// the kernel accepts nowhere.
class [[clang::annotate("sip::linear")]] Endpoint {
 public:
  Endpoint(Adopt, prim::Handle handle) : handle_(handle) {}
  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;
  Endpoint(Endpoint&& other) noexcept : handle_(other.take()) {}
  Endpoint& operator=(Endpoint&& other) noexcept {
    handle_ = other.take();
    return *this;
  }

  friend struct HandleOf;  // for waiting, see select.hpp

  /// Ends the conversation; the peer can receive Closed after what was sent before.
  void close() && { prim::channel_close(take()); }

 protected:
  [[nodiscard]] prim::Handle take() {
    const prim::Handle handle = handle_;
    handle_ = 0;
    return handle;
  }
  [[nodiscard]] bool is_taken() const { return handle_ == 0; }

 private:
  template <class End>
  friend class ::sip::Nullable;

  prim::Handle handle_ = 0;
};

/// An endpoint in a final state: it may just go out of scope, which closes it.
class [[clang::annotate("sip::linear")]] FinalEndpoint : public Endpoint {
 public:
  using Endpoint::Endpoint;
  FinalEndpoint(FinalEndpoint&& other) noexcept = default;
  FinalEndpoint& operator=(FinalEndpoint&& other) noexcept {
    const prim::Handle incoming = other.take();  // first, so that moving to itself changes nothing
    drop();
    Endpoint::operator=(Endpoint(Adopt{}, incoming));
    return *this;
  }
  FinalEndpoint(const FinalEndpoint&) = delete;
  FinalEndpoint& operator=(const FinalEndpoint&) = delete;
  ~FinalEndpoint() { drop(); }

 private:
  void drop() {
    if (!is_taken()) prim::channel_close(take());
  }
};

/// A message, or the news that none will come, not yet looked at. What it owns it does not own as a
/// C++ object: moving it moves the bytes.
template <std::uint32_t kBytes>
class [[clang::annotate("sip::linear")]] ReceivedMessage {
 public:
  /// The members are written after the call that may read them, so that each is written once.
  ReceivedMessage(prim::Handle endpoint, std::uint64_t deadline_ns)
      : tag_(prim::channel_receive(endpoint, buffer_, kBytes, deadline_ns)), endpoint_(endpoint) {}
  /// What comes in answer to a message.
  template <std::uint32_t kTag, std::uint32_t kMessageBytes, class Message>
  ReceivedMessage(prim::Handle endpoint, Outgoing<kTag, kMessageBytes>, Message&& message)
      : tag_(prim::channel_exchange(endpoint, kTag, message, kMessageBytes, buffer_, kBytes)),
        endpoint_(endpoint) {
    forget_owners<kMessageBytes>(message);
  }
  ReceivedMessage(const ReceivedMessage&) = delete;
  ReceivedMessage& operator=(const ReceivedMessage&) = delete;
  ReceivedMessage(ReceivedMessage&& other) noexcept
      : buffer_(other.buffer_),
        tag_(std::exchange(other.tag_, kTagMoved)),
        endpoint_(other.take()) {}
  ReceivedMessage& operator=(ReceivedMessage&& other) noexcept {
    buffer_ = other.buffer_;
    tag_ = std::exchange(other.tag_, kTagMoved);
    endpoint_ = other.take();
    return *this;
  }

 protected:
  [[nodiscard]] std::int32_t tag() const { return tag_; }
  template <std::uint32_t kMessageBytes, class Message>
  void load(Message& message) const {
    static_assert(kMessageBytes <= kBytes && kMessageBytes == sizeof(Message));
    prim::message_load(buffer_, message, kMessageBytes);
  }
  /// Whether one of the bytes that `mask` covers is not 0 or 1, so no bool.
  template <std::uint32_t kIndex, std::uint64_t kMask>
  [[nodiscard]] bool has_bad_bool() const {
    return (word_of<kIndex>(buffer_) & kMask & ~std::uint64_t{0x0101010101010101}) != 0;
  }
  [[nodiscard]] prim::Handle take() {
    const prim::Handle handle = endpoint_;
    endpoint_ = 0;
    return handle;
  }

 private:
  MessageBuffer<kBytes / 8> buffer_{};
  std::int32_t tag_ = kTagClosed;
  prim::Handle endpoint_ = 0;
};

}  // namespace detail

/// An endpoint, or none, as a contract's endpoint type without `!` is in a message. match() says
/// which: `[](C::Imp<C::S> endpoint) { … }, [](sip::Null) { … }`.
template <class End>
class [[clang::annotate("sip::linear")]] [[clang::annotate("sip::must_consume")]] Nullable {
 public:
  Nullable() : end_(detail::Adopt{}, 0) {}
  Nullable(Null) : Nullable() {}               // NOLINT: implicit by intent
  Nullable(End end) : end_(std::move(end)) {}  // NOLINT: implicit by intent
  Nullable(const Nullable&) = delete;
  Nullable& operator=(const Nullable&) = delete;
  Nullable(Nullable&& other) noexcept = default;
  Nullable& operator=(Nullable&& other) noexcept = default;

  [[nodiscard]] bool is_null() const { return end_.is_taken(); }
  void close() && {
    if (!is_null()) std::move(end_).close();
  }

  template <class... Cases>
  [[clang::annotate("sip::branches")]] __attribute__((always_inline)) auto match(
      Cases&&... cases) && {
    static_assert(detail::kHandles<detail::Case<End>, Cases...>,
                  "this match of an endpoint that may be null leaves out the endpoint");
    static_assert(detail::kHandles<detail::Case<Null>, Cases...>,
                  "this match of an endpoint that may be null leaves out [](sip::Null) { ... }");
    if (is_null()) return detail::call_last_case(Null{}, cases...);
    return detail::call_last_case(std::move(end_), cases...);
  }

 private:
  End end_;
};

}  // namespace sip
