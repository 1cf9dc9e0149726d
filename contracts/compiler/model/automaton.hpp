// The finite automaton of a contract, with implicit states made explicit and subroutines expanded:
// what the canonical text, the kernel's table and the generated endpoints are all made from.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "source/source_range.hpp"

namespace contracts {

struct Edge {
  std::size_t message;
  std::size_t next;
};

struct AutomatonState {
  enum class Kind { kFinal, kReceive, kSend };  // seen from the exporter
  std::string name;
  Kind kind = Kind::kFinal;
  std::vector<Edge> edges;  // by message index
  bool entry = false;
  Range at;  // the declaration, or the rule that implies the state
};

struct Automaton {
  std::vector<AutomatonState> states;  // numbered breadth-first; 0 is the initial state
  std::vector<std::size_t> entries;    // the initial state first
};

}  // namespace contracts
