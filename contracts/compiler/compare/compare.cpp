// The frame of a comparison: which contracts belong together, and what holds of them as a whole.
#include "compare/compare.hpp"

#include <fmt/format.h>

#include <map>

namespace contracts {
namespace {

std::vector<const Contract*> contracts_of(const Model& model) {
  std::vector<const Contract*> out;
  for (const auto& unit : model.units)
    for (const auto& each : unit->contracts) out.push_back(each.get());
  return out;
}

std::string name_or_none(const Contract* contract) {
  return contract == nullptr ? "none" : contract->qualified;
}

void compare_heads(const Contract& before, const Contract& after, Changes& changes) {
  if (name_or_none(before.base) != name_or_none(after.base))
    changes.push_back({"base-changed", before.base != nullptr ? kBothSides : kNobody, Version::kNew,
                       after.name.at,
                       fmt::format("the base was {}, and is {}", name_or_none(before.base),
                                   name_or_none(after.base))});
  if (before.bound_in != after.bound_in || before.bound_out != after.bound_out)
    changes.push_back(
        {"bounds-changed", kNobody, Version::kNew, after.name.at,
         fmt::format("up to {} in and {} out messages can be in flight, was {} and {}",
                     after.bound_in, after.bound_out, before.bound_in, before.bound_out)});
  if (before.marks.priority != after.marks.priority)
    changes.push_back({"priority-changed", kNobody, Version::kNew, after.name.at,
                       "the priority of the contract changed"});
  if (before.marks.deprecated != after.marks.deprecated)
    changes.push_back({"deprecation-changed", kNobody, Version::kNew, after.name.at,
                       "the deprecation of the contract changed"});
}

ContractComparison compare_one(const Contract& before, const Contract& after) {
  ContractComparison out{after.qualified, before.hash == after.hash, {}};
  compare_heads(before, after, out.changes);
  compare_automata(before, after, out.changes);
  compare_messages(before, after, out.changes);
  compare_types(before, after, out.changes);
  compare_constants(before, after, out.changes);
  return out;
}

}  // namespace

Sides ContractComparison::breaks() const {
  Sides out;
  for (const Change& each : changes) out = out | each.breaks;
  return out;
}

Sides senders_of(Direction direction) {
  return direction == Direction::kIn    ? kImporters
         : direction == Direction::kOut ? kExporters
                                        : kBothSides;
}

Sides receivers_of(Direction direction) {
  return direction == Direction::kIn    ? kExporters
         : direction == Direction::kOut ? kImporters
                                        : kBothSides;
}

std::vector<ContractComparison> compare(const Model& old_model, const Model& new_model) {
  std::map<std::string, const Contract*> before;
  for (const Contract* each : contracts_of(old_model)) before.emplace(each->qualified, each);
  std::vector<ContractComparison> out;
  for (const Contract* after : contracts_of(new_model)) {
    const auto found = before.find(after->qualified);
    if (found != before.end()) {
      out.push_back(compare_one(*found->second, *after));
      before.erase(found);
    } else {
      out.push_back({after->qualified,
                     false,
                     {{"contract-added", kNobody, Version::kNew, after->name.at,
                       fmt::format("contract {} is new", after->qualified)}}});
    }
  }
  for (const Contract* each : contracts_of(old_model))
    if (before.contains(each->qualified))
      out.push_back({each->qualified,
                     false,
                     {{"contract-removed", kBothSides, Version::kOld, each->name.at,
                       fmt::format("contract {} is gone", each->qualified)}}});
  return out;
}

}  // namespace contracts
