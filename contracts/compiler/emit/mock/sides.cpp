// One class for each side. It holds the endpoint in whatever state it is, as a variant; a step
// takes it out, sends or receives, and puts what comes back in its place.
#include <fmt/format.h>

#include "emit/cpp_names.hpp"
#include "emit/mock/mock.hpp"

namespace contracts {
namespace {

using Kind = AutomatonState::Kind;

class SideWriter {
 public:
  SideWriter(const Contract& contract, MockSide side)
      : contract_(contract),
        names_(contract),
        own_(cpp_path(contract.qualified)),
        importer_(side == MockSide::kImporter) {
    std::size_t edges = 0;
    for (const AutomatonState& state : contract.automaton.states) {
      first_edge_.push_back(edges);
      edges += state.edges.size();
    }
  }

  std::string write() const {
    const char* name = importer_ ? "Importer" : "Exporter";
    std::string held = "std::monostate";
    for (std::size_t i = 0; i < contract_.automaton.states.size(); ++i) held += ", " + end(i);
    std::string out = fmt::format(
        "/// The {} of {}, at random.\nclass {} {{\n public:\n  template <class End>\n"
        "  explicit {}(End end) : at_(std::move(end)) {{}}\n\n"
        "  /// Sends or receives one message, if there is one to send or receive.\n"
        "  ::contract_mock::Step step(::contract_mock::Walk& walk) {{\n"
        "    Held here = std::exchange(at_, std::monostate{{}});\n"
        "    return std::visit([&](auto& end) {{ return act(std::move(end), walk); }}, here);\n"
        "  }}\n"
        "  bool is_over() const {{ return std::holds_alternative<std::monostate>(at_); }}\n\n"
        " private:\n  using Held = std::variant<{}>;\n\n"
        "  ::contract_mock::Step act(std::monostate, ::contract_mock::Walk&) {{\n"
        "    return ::contract_mock::Step::kOver;\n  }}\n",
        importer_ ? "importer" : "exporter", contract_.qualified, name, name, held);
    for (std::size_t i = 0; i < contract_.automaton.states.size(); ++i) out += act(i);
    return out + "\n  Held at_;\n};\n\n";
  }

 private:
  std::string end(std::size_t state) const {
    return fmt::format("{}::{}<{}::{}>", own_, importer_ ? "Imp" : "Exp", own_,
                       names_.states[state]);
  }

  std::string act(std::size_t index) const {
    const AutomatonState& state = contract_.automaton.states[index];
    std::string out = fmt::format(
        "  ::contract_mock::Step act({} end, ::contract_mock::Walk& walk) {{\n"
        "    walk.coverage.enter({});\n",
        end(index), index);
    if (state.kind == Kind::kFinal)
      return out + "    std::move(end).close();\n    return ::contract_mock::Step::kOver;\n  }\n";
    const bool sends = (state.kind == Kind::kReceive) == importer_;
    return out + (sends ? send(index) : receive(index)) + "  }\n";
  }

  std::string send(std::size_t index) const {
    const AutomatonState& state = contract_.automaton.states[index];
    std::string cases;
    std::size_t count = 0;
    for (std::size_t i = 0; i < state.edges.size(); ++i) {
      if (!can_make(*contract_.all_messages[state.edges[i].message])) continue;
      cases += fmt::format(
          "      case {}:\n        if (auto message = make_{}(walk)) {{\n"
          "          at_ = std::move(end).send(std::move(*message));\n"
          "          walk.coverage.pass({});\n          return ::contract_mock::Step::kMoved;\n"
          "        }}\n        break;\n",
          count++, names_.messages[state.edges[i].message], first_edge_[index] + i);
    }
    const std::string close =
        "    std::move(end).close();\n    return ::contract_mock::Step::kOver;\n";
    if (count == 0) return close;
    return fmt::format("    if (!walk.closes()) switch (walk.below({})) {{\n{}    }}\n{}", count,
                       cases, close);
  }

  std::string receive(std::size_t index) const {
    const AutomatonState& state = contract_.automaton.states[index];
    std::string out = "    return std::move(end).receive_until(walk.deadline_ns).match(\n";
    for (std::size_t i = 0; i < state.edges.size(); ++i) {
      const Edge& edge = state.edges[i];
      out += fmt::format(
          "        [&]([[maybe_unused]] {}::{} message, {} next) {{\n{}"
          "          at_ = std::move(next);\n          walk.coverage.pass({});\n"
          "          return ::contract_mock::Step::kMoved;\n        }},\n",
          own_, names_.messages[edge.message], end(edge.next),
          mock_drops(*contract_.all_messages[edge.message], "          "), first_edge_[index] + i);
    }
    return out + fmt::format(
                     "        [&](::sip::TimedOut, {} same) {{\n"
                     "          at_ = std::move(same);\n"
                     "          return ::contract_mock::Step::kIdle;\n        }},\n"
                     "        [&](::sip::Closed) {{\n          walk.coverage.see_closed();\n"
                     "          return ::contract_mock::Step::kOver;\n        }});\n",
                     end(index));
  }

  const Contract& contract_;
  CppNames names_;
  std::string own_;
  bool importer_;
  std::vector<std::size_t> first_edge_;  // by state, of the numbering in Shape
};

}  // namespace

std::string mock_class(const Contract& contract, MockSide side) {
  return SideWriter(contract, side).write();
}

}  // namespace contracts
