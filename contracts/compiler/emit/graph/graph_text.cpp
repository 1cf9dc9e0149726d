// The automaton for tools that lay it out themselves. Names need no escaping: they are identifiers,
// and dots in those of implied states.
#include <fmt/format.h>

#include <map>

#include "emit/graph/graph.hpp"

namespace contracts {
namespace {

using Kind = AutomatonState::Kind;

std::string join_labels(const Arrow& arrow, const char* separator) {
  return fmt::format("{}", fmt::join(arrow.labels, separator));
}

const char* dot_style(const AutomatonState& state) {
  if (state.kind == Kind::kFinal) return "shape=box, peripheries=2";
  return state.kind == Kind::kSend ? "shape=box, style=\"rounded,filled\", fillcolor=\"#fff3d6\""
                                   : "shape=box, style=\"rounded,filled\", fillcolor=\"#e3eefb\"";
}

}  // namespace

std::vector<Arrow> arrows_of(const Contract& contract) {
  std::vector<Arrow> out;
  const auto& states = contract.automaton.states;
  for (std::size_t from = 0; from < states.size(); ++from) {
    std::map<std::size_t, std::vector<std::string>> labels;
    for (const Edge& edge : states[from].edges)
      labels[edge.next].push_back(contract.all_messages[edge.message]->name.text +
                                  (states[from].kind == Kind::kSend ? "!" : "?"));
    for (auto& [to, texts] : labels) out.push_back({from, to, std::move(texts)});
  }
  return out;
}

std::string graph_dot(const Contract& contract) {
  const auto& states = contract.automaton.states;
  std::string out = fmt::format(
      "// The automaton of {}, seen from the exporter: `?` it receives, `!` it sends.\n"
      "digraph \"{}\" {{\n  node [fontname=\"sans-serif\", fontsize=11];\n"
      "  edge [fontname=\"sans-serif\", fontsize=10];\n",
      contract.qualified, contract.qualified);
  for (std::size_t i = 0; i < states.size(); ++i)
    out += fmt::format("  s{} [label=\"{}\", {}];\n", i, states[i].name, dot_style(states[i]));
  for (const std::size_t entry : contract.automaton.entries)
    out += fmt::format("  entry{} [shape=point];\n  entry{} -> s{};\n", entry, entry, entry);
  for (const Arrow& arrow : arrows_of(contract))
    out += fmt::format("  s{} -> s{} [label=\"{}\"];\n", arrow.from, arrow.to,
                       join_labels(arrow, "\\n"));
  return out + "}\n";
}

std::string graph_mermaid(const Contract& contract) {
  const auto& states = contract.automaton.states;
  std::string out = fmt::format("%% {}\nstateDiagram-v2\n", contract.qualified);
  for (std::size_t i = 0; i < states.size(); ++i)
    out += fmt::format("    state \"{}\" as s{}\n", states[i].name, i);
  for (const std::size_t entry : contract.automaton.entries)
    out += fmt::format("    [*] --> s{}\n", entry);
  for (const Arrow& arrow : arrows_of(contract))
    out += fmt::format("    s{} --> s{} : {}\n", arrow.from, arrow.to, join_labels(arrow, "<br/>"));
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i].kind == Kind::kFinal) out += fmt::format("    s{} --> [*]\n", i);
  return out;
}

}  // namespace contracts
