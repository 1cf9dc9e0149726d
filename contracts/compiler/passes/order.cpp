// The order in which one file's structs and contracts are written to C++, where a type must be
// complete before it is a member. Imports are without cycles, so only what one file declares can
// need each other in a circle.
#include <fmt/format.h>

#include <map>
#include <set>

#include "passes/passes.hpp"

namespace contracts {
namespace {

class Orderer {
 public:
  Orderer(Unit& unit, Reporter& reporter) : unit_(unit), reporter_(reporter) {}

  void run() {
    for (const auto& each : unit_.structs) visit(each.get(), nullptr);
    for (const auto& each : unit_.contracts) visit(nullptr, each.get());
  }

 private:
  void visit(const StructDecl* structure, const Contract* contract) {
    const void* key = structure != nullptr ? static_cast<const void*>(structure) : contract;
    if (done_.contains(key)) return;
    if (!open_.insert(key).second) {
      const Name& name = structure != nullptr ? structure->name : contract->name;
      reporter_.report(name.at, 209,
                       fmt::format("{} and something that it holds need each other", name.text));
      return;
    }
    if (structure != nullptr) {
      need(structure->fields, nullptr);
    } else {
      if (contract->base != nullptr) need_contract(*contract->base);
      for (const auto& each : contract->structs) need(each->fields, contract);
      for (const Message* message : contract->all_messages) need(message->params, contract);
    }
    open_.erase(key);
    done_.insert(key);
    if (structure != nullptr ? structure->name.at.file == unit_.file : contract->file == unit_.file)
      unit_.emission_order.push_back({structure, contract});
  }

  void need(const std::vector<Field>& fields, const Contract* user) {
    for (const Field& field : fields) need(field.type, user);
  }

  void need(const Type& type, const Contract* user) {
    if (type.element) need(*type.element, user);
    if (type.is_endpoint() && type.contract != user) need_contract(*type.contract);
    if (type.kind == Type::Kind::kEnum && type.enumeration->owner != nullptr &&
        type.enumeration->owner != user)
      need_contract(*type.enumeration->owner);
    if (type.kind != Type::Kind::kStruct) return;
    const Contract* owner = type.structure->owner;
    if (owner == nullptr)
      visit(type.structure, nullptr);
    else if (owner != user)
      need_contract(*owner);
  }

  void need_contract(const Contract& contract) {
    if (contract.file == unit_.file) visit(nullptr, &contract);
  }

  Unit& unit_;
  Reporter& reporter_;
  std::set<const void*> open_;
  std::set<const void*> done_;
};

}  // namespace

void order_for_emission(Context& context) {
  for (auto& unit : context.model.units) Orderer(*unit, context.reporter).run();
}

}  // namespace contracts
