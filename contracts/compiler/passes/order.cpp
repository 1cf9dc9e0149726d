// The order in which one file's structs and contracts are written to C++, where a type must be
// complete before it is a member. Imports are without cycles, so only what one file declares can
// need each other in a circle: contracts that pass each other's endpoints are written together, and
// only declarations whose data needs each other are refused.
#include <fmt/format.h>

#include <map>

#include "passes/circles.hpp"
#include "passes/passes.hpp"

namespace contracts {
namespace {

class Orderer {
 public:
  Orderer(Unit& unit, Reporter& reporter) : unit_(unit), reporter_(reporter) {
    for (const auto& each : unit.structs) add({each.get(), nullptr}, each.get());
    for (const auto& each : unit.contracts) add({nullptr, each.get()}, each.get());
    all_.resize(declared_.size());
    data_.resize(declared_.size());
  }

  void run() {
    for (user_ = 0; user_ < declared_.size(); ++user_) note_needs(declared_[user_]);
    for (const auto& circle : circles_of(all_)) emit(circle);
    for (auto& contract : unit_.contracts)
      contract->emission_group = group_of_.at(numbers_.at(contract.get()));
  }

 private:
  void add(Unit::Emitted declared, const void* key) {
    numbers_.emplace(key, declared_.size());
    declared_.push_back(declared);
  }

  void note_needs(const Unit::Emitted& declared) {
    if (declared.structure != nullptr) return need(declared.structure->fields);
    const Contract& contract = *declared.contract;
    if (contract.base != nullptr) note(contract.base, true);
    for (const auto& each : contract.structs) need(each->fields);
    for (const Message* message : contract.all_messages) need(message->params);
  }

  void need(const std::vector<Field>& fields) {
    for (const Field& field : fields) need(field.type);
  }

  void need(const Type& type) {
    if (type.element) need(*type.element);
    if (type.is_endpoint()) note(type.contract, false);
    if (type.kind == Type::Kind::kEnum) note(type.enumeration->owner, true);
    if (type.kind != Type::Kind::kStruct) return;
    if (type.structure->owner != nullptr)
      note(type.structure->owner, true);
    else
      note(type.structure, true);
  }

  /// What another file declares is complete already.
  void note(const void* needed, bool as_data) {
    const auto found = numbers_.find(needed);
    if (found == numbers_.end() || found->second == user_) return;
    all_[user_].push_back(found->second);
    if (as_data) data_[user_].push_back(found->second);
  }

  void emit(const std::vector<std::size_t>& circle) {
    std::map<std::size_t, std::size_t> place;  // in the circle
    for (const std::size_t number : circle) place.emplace(number, place.size());
    Needs needs(circle.size());
    for (const auto& [number, at] : place)
      for (const std::size_t needed : data_[number])
        if (const auto found = place.find(needed); found != place.end())
          needs[at].push_back(found->second);
    auto& group = unit_.emission_groups.emplace_back();
    for (const auto& inner : circles_of(needs)) {
      if (inner.size() > 1) report(declared_[circle[inner.front()]]);
      for (const std::size_t at : inner) {
        group.push_back(declared_[circle[at]]);
        group_of_[circle[at]] = unit_.emission_groups.size();
      }
    }
  }

  void report(const Unit::Emitted& declared) {
    const Name& name =
        declared.structure != nullptr ? declared.structure->name : declared.contract->name;
    reporter_.report(name.at, 209,
                     fmt::format("{} and something that it holds need each other", name.text));
  }

  Unit& unit_;
  Reporter& reporter_;
  std::vector<Unit::Emitted> declared_;
  std::map<const void*, std::size_t> numbers_;  // of what is declared
  std::size_t user_ = 0;
  Needs all_, data_;
  std::map<std::size_t, std::size_t> group_of_;
};

}  // namespace

void order_for_emission(Context& context) {
  for (auto& unit : context.model.units) Orderer(*unit, context.reporter).run();
}

}  // namespace contracts
