// Compares two analysed programs, contract by contract.
#pragma once
#include <string>
#include <vector>

#include "compare/change.hpp"
#include "model/model.hpp"

namespace contracts {

struct ContractComparison {
  std::string name;        // qualified
  bool identical = false;  // the same structural hash: nothing has to be compiled anew
  std::vector<Change> changes;

  Sides breaks() const;
};

/// Of every contract that one of the two holds, by name; those only in `old_model` last.
std::vector<ContractComparison> compare(const Model& old_model, const Model& new_model);

// The parts, each in a file of its own.
using Changes = std::vector<Change>;
void compare_automata(const Contract& before, const Contract& after, Changes& changes);
void compare_messages(const Contract& before, const Contract& after, Changes& changes);
void compare_types(const Contract& before, const Contract& after, Changes& changes);
void compare_constants(const Contract& before, const Contract& after, Changes& changes);

/// Who sends and who receives a message of this direction.
Sides senders_of(Direction direction);
Sides receivers_of(Direction direction);

}  // namespace contracts
