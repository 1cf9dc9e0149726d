// Pictures of a contract's automaton, for people: Graphviz, Mermaid, SVG. Entry states have an
// arrow from nowhere, final states a double frame; `M?` is received by the exporter, `M!` sent.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/model.hpp"

namespace contracts {

/// All messages that lead from one state to one other, drawn as one arrow.
struct Arrow {
  std::size_t from;
  std::size_t to;
  std::vector<std::string> labels;
};

/// By source, then target.
std::vector<Arrow> arrows_of(const Contract& contract);

std::string graph_dot(const Contract& contract);
std::string graph_mermaid(const Contract& contract);
/// A document of its own, laid out here. Nothing if the automaton is too large to be a picture.
std::optional<std::string> graph_svg(const Contract& contract);

inline constexpr std::size_t kMostDrawnStates = 1000;

}  // namespace contracts
