// The passes over the model, in the order in which run_passes() calls them. Each reports what it
// finds and goes on; a pass that needs what an earlier one could not establish skips the contract
// (Contract::broken).
#pragma once
#include <map>
#include <string>

#include "diagnostics/reporter.hpp"
#include "model/model.hpp"

namespace contracts {

/// Everything that has a qualified name, program-wide (pass declare).
struct Symbols {
  std::map<std::string, Contract*> contracts;
  std::map<std::string, EnumDecl*> enums;
  std::map<std::string, StructDecl*> structs;
};

struct Context {
  Model& model;
  Reporter& reporter;
  Symbols symbols{};
  // Each after those that it mentions; by name (pass components).
  std::vector<std::vector<Contract*>> components{};

  template <class Action>
  void each_contract(Action action) {
    for (auto& unit : model.units)
      for (auto& contract : unit->contracts) action(*contract);
  }
};

/// Looks `name` up from `scope` outwards: in N.C first N.C.name, then N.name, then name.
template <class Declaration>
Declaration* find_outwards(const std::map<std::string, Declaration*>& table, std::string scope,
                           const std::string& name) {
  while (true) {
    if (const auto found = table.find(join_scope(scope, name)); found != table.end())
      return found->second;
    if (scope.empty()) return nullptr;
    const auto dot = scope.rfind('.');
    scope = dot == std::string::npos ? "" : scope.substr(0, dot);
  }
}

void declare(Context& context);
void read_annotations(Context& context);
void inherit(Context& context);
void fold_constants(Context& context);
void resolve_types(Context& context);
void lay_out(Context& context);
void check_requirements(Context& context);
void resolve_states(Context& context);
void expand_automata(Context& context);
void relate_to_bases(Context& context);
void compute_bounds(Context& context);
void find_components(Context& context);
void warn_about_usage(Context& context);
void compute_identities(Context& context);
void order_for_emission(Context& context);

/// All of the above. On return, if reporter has no errors, every field of the model is filled in.
void run_passes(Context& context);

}  // namespace contracts
