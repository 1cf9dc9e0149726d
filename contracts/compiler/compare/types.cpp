// Enumerations, structs and constants: those of the contract and those that its messages use.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compare/compare.hpp"
#include "compare/fields.hpp"
#include "emit/shown.hpp"

namespace contracts {
namespace {

std::string qualified(const std::string& scope, const Name& name) {
  return join_scope(scope, name.text);
}

struct Used {
  const EnumDecl* enumeration = nullptr;
  const StructDecl* structure = nullptr;
  Sides senders;
  Sides receivers;

  const Name& name() const { return enumeration != nullptr ? enumeration->name : structure->name; }
};

/// All types of a contract by qualified name, with who sends and receives values of them.
class Types {
 public:
  explicit Types(const Contract& contract) {
    for (const auto& each : contract.enums)
      found_[qualified(each->scope, each->name)] = {each.get(), nullptr, {}, {}};
    for (const auto& each : contract.structs)
      found_[qualified(each->scope, each->name)] = {nullptr, each.get(), {}, {}};
    for (const Message* message : contract.all_messages)
      for (const Field& param : message->params)
        add(param.type, senders_of(message->direction), receivers_of(message->direction));
  }

  const std::map<std::string, Used>& found() const { return found_; }

 private:
  void add(const Type& type, Sides senders, Sides receivers) {
    if (type.element) add(*type.element, senders, receivers);
    if (type.kind == Type::Kind::kEnum)
      note(qualified(type.enumeration->scope, type.enumeration->name),
           {type.enumeration, nullptr, senders, receivers});
    if (type.kind != Type::Kind::kStruct) return;
    note(qualified(type.structure->scope, type.structure->name),
         {nullptr, type.structure, senders, receivers});
    for (const Field& field : type.structure->fields) add(field.type, senders, receivers);
  }

  void note(const std::string& name, const Used& use) {
    Used& entry = found_.try_emplace(name, use).first->second;
    entry.senders = entry.senders | use.senders;
    entry.receivers = entry.receivers | use.receivers;
  }

  std::map<std::string, Used> found_;
};

void compare_enums(const EnumDecl& was, const Used& now, Changes& changes) {
  const EnumDecl& is = *now.enumeration;
  const auto find = [](const EnumDecl& in, const std::string& name) -> const Enumerator* {
    for (const Enumerator& each : in.enumerators)
      if (each.name.text == name) return &each;
    return nullptr;
  };
  if (was.underlying != is.underlying)
    changes.push_back(
        {"underlying-type-changed", kBothSides, Version::kNew, is.name.at,
         fmt::format("{} is a {}, was a {}", is.name.text, info(is.underlying).source_name,
                     info(was.underlying).source_name)});
  for (const Enumerator& each : is.enumerators) {
    const Enumerator* before = find(was, each.name.text);
    if (before == nullptr)
      changes.push_back({"enumerator-added", now.receivers, Version::kNew, each.name.at,
                         fmt::format("{} has a new value {}", is.name.text, each.name.text)});
    else if (before->number != each.number)
      changes.push_back({"enumerator-value-changed", kBothSides, Version::kNew, each.name.at,
                         fmt::format("{}.{} is {}, was {}", is.name.text, each.name.text,
                                     to_string(each.number), to_string(before->number))});
  }
  for (const Enumerator& each : was.enumerators)
    if (find(is, each.name.text) == nullptr)
      changes.push_back(
          {"enumerator-removed", kBothSides, Version::kOld, each.name.at,
           fmt::format("{} no longer has the value {}", is.name.text, each.name.text)});
}

void compare_used(const Used& was, const Used& is, Changes& changes) {
  if (was.enumeration != nullptr && is.enumeration != nullptr)
    return compare_enums(*was.enumeration, is, changes);
  if (was.structure != nullptr && is.structure != nullptr)
    return compare_fields(was.structure->fields, is.structure->fields,
                          {"field", is.name().text, is.name().at, is.senders, is.receivers},
                          changes);
  changes.push_back({"type-removed", kBothSides, Version::kNew, is.name().at,
                     fmt::format("{} is a type of another kind", is.name().text)});
}

}  // namespace

void compare_types(const Contract& before, const Contract& after, Changes& changes) {
  const Types old_types(before), new_types(after);
  for (const auto& [name, is] : new_types.found()) {
    const auto was = old_types.found().find(name);
    if (was != old_types.found().end())
      compare_used(was->second, is, changes);
    else
      changes.push_back({"type-added", kNobody, Version::kNew, is.name().at,
                         fmt::format("type {} is new", name)});
  }
  for (const auto& [name, was] : old_types.found())
    if (!new_types.found().contains(name))
      changes.push_back({"type-removed", kBothSides, Version::kOld, was.name().at,
                         fmt::format("type {} is gone, or no message uses it", name)});
}

void compare_constants(const Contract& before, const Contract& after, Changes& changes) {
  const auto find = [](const Contract& in, const std::string& name) -> const ConstDecl* {
    for (const auto& each : in.constants)
      if (each->name.text == name) return each.get();
    return nullptr;
  };
  for (const auto& is : after.constants) {
    const ConstDecl* was = find(before, is->name.text);
    if (was == nullptr)
      changes.push_back({"constant-added", kNobody, Version::kNew, is->name.at,
                         fmt::format("constant {} is new", is->name.text)});
    else if (shown_constant(*was) != shown_constant(*is) ||
             was->type_name.text != is->type_name.text)
      changes.push_back(
          {"constant-changed", kNobody, Version::kNew, is->name.at,
           fmt::format("{} is {} {}, was {} {}", is->name.text, is->type_name.text,
                       shown_constant(*is), was->type_name.text, shown_constant(*was))});
  }
  for (const auto& was : before.constants)
    if (find(after, was->name.text) == nullptr)
      changes.push_back({"constant-removed", kBothSides, Version::kOld, was->name.at,
                         fmt::format("constant {} is gone", was->name.text)});
}

}  // namespace contracts
