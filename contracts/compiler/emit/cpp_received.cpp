// One function per member. Each edge of the state has one unpack(), which loads and checks its
// message; match() and as() both call it.
#include "emit/cpp_received.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "emit/cpp_types.hpp"
#include "emit/cpp_values.hpp"

namespace contracts {
namespace {

/// The enumerators of what can arrive, in the order of the state's edges.
std::vector<std::string> arrival_names(const SideInState& side) {
  std::set<std::string> given{"Closed", "TimedOut"};
  std::vector<std::string> out;
  for (const Edge& edge : side.state.edges) {
    std::string name = side.message_type(edge);
    while (!given.insert(name).second) name += "_";
    out.push_back(name);
  }
  return out;
}

class ReceivedWriter {
 public:
  explicit ReceivedWriter(const SideInState& side) : side_(side) {}

  std::string write() const {
    std::uint32_t bytes = 0;
    for (const Edge& edge : side_.state.edges) bytes = std::max(bytes, side_.message(edge).bytes);
    std::string out = fmt::format(
        "/// What {0} waits for in state {1}.\n"
        "template <::sip::detail::Wait wait>\nclass [[clang::annotate(\"sip::linear\")]] "
        "[[clang::annotate(\"sip::must_consume\")]] "
        "Received<{2}, wait> final : public ::sip::detail::ReceivedMessage<{3}> {{\n public:\n"
        "  using ::sip::detail::ReceivedMessage<{3}>::ReceivedMessage;\n"
        "  using Arrival = std::conditional_t<wait == ::sip::detail::Wait::kForever, "
        "{2}::Arrival, {2}::TimedArrival>;\n\n",
        side_.noun(), side_.state.name, side_.type(), bytes);
    out += match_text() + arrival_text() + as_text() + ends_text() + "\n private:\n";
    for (const Edge& edge : side_.state.edges) out += unpack_text(edge);
    return out + "};\n\n";
  }

 private:
  std::string case_type(const Edge& edge) const {
    return fmt::format("::sip::detail::Case<{}, {}>", side_.message_type(edge),
                       side_.type_in(edge.next));
  }

  std::string assertions() const {
    const std::string who = cpp_quoted(side_.who());
    std::string known, out;
    for (const Edge& edge : side_.state.edges) {
      out += fmt::format(
          "    static_assert(::sip::detail::kHandles<{}, Cases...>,\n                  \"{}: this "
          "match leaves out {}: add []({}::{}, {}) {{ ... }}\");\n",
          case_type(edge), who, side_.message(edge).name.text, side_.path(),
          side_.message_type(edge), side_.qualified_type_in(edge.next));
      known += case_type(edge) + ", ";
    }
    out += fmt::format(
        "    static_assert(::sip::detail::kHandles<::sip::detail::Case<::sip::Closed>, Cases...>,\n"
        "                  \"{0}: this match leaves out Closed: add [](sip::Closed) {{ ... }}\");\n"
        "    static_assert(wait == ::sip::detail::Wait::kForever ||\n                      "
        "::sip::detail::kHandles<::sip::detail::Case<::sip::TimedOut, {1}>, Cases...>,\n"
        "                  \"{0}: this match leaves out TimedOut: add [](sip::TimedOut, {2}) {{ "
        "... }}\");\n"
        "    static_assert((::sip::detail::kIsUsed<Cases, {3}::sip::detail::Case<::sip::Closed>, "
        "::sip::detail::Case<::sip::TimedOut, {1}>> && ...),\n"
        "                  \"{0}: this match has a case for something that cannot arrive\");\n",
        who, side_.type(), side_.qualified_type_in(side_.index), known);
    return out;
  }

  std::string match_text() const {
    std::string out =
        "  /// Calls the one case for what has arrived, and returns what it returns.\n"
        "  template <class... Cases>\n"
        "  [[clang::annotate(\"sip::branches\")]] __attribute__((always_inline)) auto "
        "match(Cases&&... cases) && {\n";
    out += assertions() + "    switch (this->tag()) {\n";
    for (const Edge& edge : side_.state.edges)
      out += fmt::format(
          "      case {0}:\n        if constexpr (::sip::detail::kHandles<{1}, Cases...>)\n"
          "          return ::sip::detail::call_case(this->unpack(::sip::detail::Tag<{0}>{{}}), "
          "cases...);\n        break;\n",
          edge.message, case_type(edge));
    out += fmt::format(
        "      case ::sip::detail::kTagTimedOut:\n"
        "        if constexpr (wait == ::sip::detail::Wait::kUntil &&\n                      "
        "::sip::detail::kHandles<::sip::detail::Case<::sip::TimedOut, {0}>, Cases...>)\n"
        "          return ::sip::detail::call_case(::sip::Arrived<::sip::TimedOut, {0}>{{{{}}, "
        "{0}(::sip::detail::Adopt{{}}, this->take())}}, cases...);\n"
        "        break;\n"
        "      case ::sip::detail::kTagClosed:\n"
        "        ::sip::prim::channel_close(this->take());\n"
        "        if constexpr (::sip::detail::kHandles<::sip::detail::Case<::sip::Closed>, "
        "Cases...>)\n"
        "          return ::sip::detail::call_last_case(::sip::Closed{{}}, cases...);\n"
        "        break;\n"
        "      default: break;\n    }}\n    {1};\n  }}\n\n",
        side_.type(), unexpected());
    return out;
  }

  std::string unexpected() const {
    return side_.breach(side_.state.name, "only what the contract allows can arrive");
  }

  std::string arrival_text() const {
    std::string out =
        "  /// What has arrived, to switch on; then take it with as<Message>(), closed() or "
        "timed_out().\n  [[nodiscard]] Arrival arrival() const {\n    switch (this->tag()) {\n";
    const std::vector<std::string> names = arrival_names(side_);
    for (std::size_t i = 0; i < names.size(); ++i)
      out += fmt::format("      case {}: return Arrival::{};\n", side_.state.edges[i].message,
                         names[i]);
    return out +
           fmt::format(
               "      case ::sip::detail::kTagClosed: return Arrival::Closed;\n"
               "      case ::sip::detail::kTagTimedOut:\n"
               "        if constexpr (wait == ::sip::detail::Wait::kUntil) return "
               "Arrival::TimedOut;\n        break;\n      default: break;\n    }}\n    {};\n  }}\n",
               unexpected());
  }

  std::string as_text() const {
    std::string out =
        "  /// The message that has arrived, and the endpoint in its next state. Another than "
        "arrival() says ends the SIP.\n"
        "  template <class Wanted>\n  [[nodiscard]] auto as() && {\n    ";
    for (const Edge& edge : side_.state.edges)
      out += fmt::format(
          "if constexpr (std::is_same_v<Wanted, {0}>) {{\n"
          "      if (this->tag() != {1}) {2};\n"
          "      return this->unpack(::sip::detail::Tag<{1}>{{}});\n    }} else ",
          side_.message_type(edge), edge.message,
          side_.breach(side_.message(edge).name.text, "as() names the message that has arrived"));
    return out + fmt::format(
                     "{{\n      static_assert(::sip::detail::kNever<Wanted>, \"{} {}: as() takes "
                     "one of these\");\n    }}\n  }}\n",
                     cpp_quoted(side_.who()), cpp_quoted(side_.abilities()));
  }

  std::string ends_text() const {
    return fmt::format(
        "  /// For Arrival::Closed: closes our end too.\n"
        "  void closed() && {{\n"
        "    if (this->tag() != ::sip::detail::kTagClosed) {1};\n"
        "    ::sip::prim::channel_close(this->take());\n  }}\n"
        "  /// For Arrival::TimedOut: the endpoint, in the state that it was in.\n"
        "  [[nodiscard]] {0} timed_out() && requires(wait == ::sip::detail::Wait::kUntil) {{\n"
        "    if (this->tag() != ::sip::detail::kTagTimedOut) {2};\n"
        "    return {0}(::sip::detail::Adopt{{}}, this->take());\n  }}\n",
        side_.type(), side_.breach("Closed", "closed() is for a channel that the peer has closed"),
        side_.breach("TimedOut", "timed_out() is for a receive that has timed out"));
  }

  std::string unpack_text(const Edge& edge) const {
    const Message& message = side_.message(edge);
    const std::string arrived =
        fmt::format("::sip::Arrived<{}, {}>", side_.message_type(edge), side_.type_in(edge.next));
    std::string out =
        fmt::format("  __attribute__((always_inline)) {} unpack(::sip::detail::Tag<{}>) {{\n",
                    arrived, edge.message);
    out += cpp_bool_checks(side_, message, "    ");
    out += fmt::format("    {}\n", cpp_empty_message(message, side_.message_type(edge)));
    if (message.bytes > 0)
      out += fmt::format("    this->template load<{}>(message);\n", message.bytes);
    out += cpp_enum_checks(side_, message, "    ") + side_.checks(message, "    ");
    return out + fmt::format(
                     "    return {{std::move(message), {}(::sip::detail::Adopt{{}}, "
                     "this->take())}};\n  }}\n",
                     side_.type_in(edge.next));
  }

  const SideInState& side_;
};

}  // namespace

std::string cpp_arrivals(const SideInState& side) {
  const std::vector<std::string> names = arrival_names(side);
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i)
    list += fmt::format("{} = {}, ", names[i], side.state.edges[i].message);
  return fmt::format(
      "  enum class Arrival : std::int32_t {{ {0}Closed = ::sip::detail::kTagClosed }};\n"
      "  enum class TimedArrival : std::int32_t {{ {0}Closed = ::sip::detail::kTagClosed, TimedOut "
      "= ::sip::detail::kTagTimedOut }};\n",
      list);
}

std::string cpp_received_class(const SideInState& side) {
  return side.role() == Role::kReceives ? ReceivedWriter(side).write() : "";
}

}  // namespace contracts
