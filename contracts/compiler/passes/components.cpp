// Components: which contracts mention each other, by an endpoint or as a base, in a circle. They
// can only be identified together, and channels of theirs could come to own each other.
#include <algorithm>
#include <map>
#include <set>

#include "passes/circles.hpp"
#include "passes/passes.hpp"

namespace contracts {
namespace {

void note_use(const Type& type, const Contract& user, std::set<std::string>& used) {
  if (type.is_endpoint() && type.contract != &user) used.insert(type.contract->qualified);
  if (type.element) note_use(*type.element, user, used);
  if (type.kind == Type::Kind::kStruct)
    for (const Field& field : type.structure->fields) note_use(field.type, user, used);
}

void find_used(Contract& contract) {
  std::set<std::string> used;
  for (const Message* message : contract.all_messages)
    for (const Field& param : message->params) note_use(param.type, contract, used);
  contract.used_contracts.assign(used.begin(), used.end());
}

}  // namespace

void find_components(Context& context) {
  std::vector<Contract*> all;
  std::map<std::string, std::size_t> numbers;
  context.each_contract([&](Contract& contract) {
    find_used(contract);
    numbers.emplace(contract.qualified, all.size());
    all.push_back(&contract);
  });
  Needs needs(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i]->base != nullptr) needs[i].push_back(numbers.at(all[i]->base->qualified));
    for (const std::string& used : all[i]->used_contracts) needs[i].push_back(numbers.at(used));
  }
  for (const auto& circle : circles_of(needs)) {
    std::vector<Contract*>& component = context.components.emplace_back();
    for (const std::size_t number : circle) component.push_back(all[number]);
    std::ranges::sort(component, {}, &Contract::qualified);
    if (component.size() == 1) continue;
    for (Contract* contract : component)
      contract->component.assign(component.begin(), component.end());
  }
}

}  // namespace contracts
