// Types: resolves every written type, refuses what cannot cross a channel, and notes which states
// endpoints are passed in (those are entry states of their contract, if it is declared in the same
// file).
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "passes/passes.hpp"

namespace contracts {
namespace {

constexpr std::size_t kMostLayers = 8;

class Types {
 public:
  explicit Types(Context& context) : context_(context), reporter_(context.reporter) {}

  void field(Field& field, const std::string& scope, const Contract* contract) {
    const TypeSyntax& syntax = field.syntax;
    field.type = is_endpoint_name(syntax.name.text, contract) ? endpoint(syntax, scope, contract)
                                                              : value(syntax, scope, contract);
  }

  /// Resolves a struct and, before it, its base, whose fields come first in it.
  void structure(StructDecl& declaration) {
    if (!seen_.insert(&declaration).second) return;
    open_.insert(&declaration);
    for (Field& each : declaration.fields) field(each, declaration.scope, declaration.owner);
    if (declaration.base_name) inherit_fields(declaration);
    open_.erase(&declaration);
  }

 private:
  Type fail(Range at, int number, std::string text, std::string remedy = "") {
    reporter_.report(at, number, std::move(text), std::move(remedy));
    return {};
  }

  void inherit_fields(StructDecl& declaration) {
    const Type base = named(*declaration.base_name, declaration.scope, declaration.owner);
    if (base.kind == Type::Kind::kUnknown) return;
    if (base.kind != Type::Kind::kStruct) {
      fail(declaration.base_name->at, 303, "only a struct can be the base of a struct",
           "name a struct, or declare a field of that type");
      return;
    }
    // Declarations belong to the model that this pass may change.
    StructDecl& found = const_cast<StructDecl&>(*base.structure);
    if (open_.contains(&found)) {
      fail(declaration.base_name->at, 304,
           fmt::format("struct {} inherits from itself by way of {}", declaration.name.text,
                       found.name.text),
           "remove one of the bases on the way");
      return;
    }
    structure(found);
    declaration.base = &found;
    for (const Field& own : declaration.fields) {
      const auto same = std::ranges::find_if(
          found.fields, [&](const Field& each) { return each.name.text == own.name.text; });
      if (same == found.fields.end()) continue;
      Finding& finding =
          reporter_.report(own.name.at, 204,
                           fmt::format("field '{}' is already a field of the base {}",
                                       own.name.text, found.name.text));
      finding.notes.push_back({same->name.at, "the first declaration is here"});
    }
    declaration.fields.insert(declaration.fields.begin(), found.fields.begin(), found.fields.end());
  }

  static bool is_endpoint_name(const std::string& name, const Contract* contract) {
    if (name == "Exp" || name == "Imp") return contract != nullptr;
    return name.ends_with(".Exp") || name.ends_with(".Imp");
  }

  Type endpoint(const TypeSyntax& syntax, const std::string& scope, const Contract* contract) {
    const std::string& name = syntax.name.text;
    const bool bare = name == "Exp" || name == "Imp";
    Contract* target =
        bare ? context_.symbols.contracts.at(contract->qualified)
             : find_outwards(context_.symbols.contracts, scope, name.substr(0, name.size() - 4));
    if (target == nullptr)
      return fail(syntax.name.at, 206,
                  fmt::format("there is no contract '{}'", name.substr(0, name.size() - 4)));
    if (!syntax.state)
      return fail(
          syntax.at, 303, "an endpoint type must name the state that the endpoint is in",
          fmt::format("write {}:{}!", name,
                      target->states.empty() ? "State" : target->states.front()->name.text));
    if (!syntax.layers.empty() || syntax.in_exchange_heap)
      return fail(syntax.at, 308, "an endpoint cannot lie in exchange memory",
                  "pass endpoints as parameters or in structs, one each");
    if (repeats(syntax)) return {};
    const auto state = std::ranges::find_if(target->all_states, [&](const MergedState& each) {
      return each.declaration->name.text == syntax.state->text;
    });
    if (state == target->all_states.end())
      return target->broken ? Type{}
                            : fail(syntax.state->at, 202,
                                   fmt::format("contract {} has no state '{}'", target->name.text,
                                               syntax.state->text));
    if (target->file == syntax.at.file) state->entry = true;
    Type type;
    type.kind = name.ends_with("Exp") ? Type::Kind::kExporter : Type::Kind::kImporter;
    type.contract = target;
    type.state = syntax.state->text;
    type.nullable = !syntax.non_null;
    return type;
  }

  bool repeats(const TypeSyntax& syntax) {
    if (!syntax.repeated) return false;
    fail(*syntax.repeated, 303, "this is said twice about one type", "remove one of the two");
    return true;
  }

  Type value(const TypeSyntax& syntax, const std::string& scope, const Contract* contract) {
    if (syntax.state)
      return fail(syntax.state->at, 303, "only an endpoint type (Exp or Imp) names a state",
                  "remove the state");
    Type element = named(syntax.name, scope, contract);
    if (element.kind == Type::Kind::kUnknown || repeats(syntax)) return {};
    if (syntax.layers.empty()) {
      if (syntax.in_exchange_heap || syntax.non_null)
        return fail(syntax.at, 303,
                    fmt::format("a value of type {} is copied; it has no owner and is never null",
                                syntax.name.text),
                    fmt::format("write `{}`, or `{}*! in ExHeap` for an owned block",
                                syntax.name.text, syntax.name.text));
      return element;
    }
    if (!syntax.in_exchange_heap)
      return fail(syntax.at, 303, "only memory of the exchange heap can cross a channel",
                  fmt::format("write `{}{}! in ExHeap`", syntax.name.text,
                              syntax.layers.ends_with('*') ? "*" : "[]"));
    if (syntax.layers.size() > kMostLayers)
      return fail(syntax.at, 308,
                  fmt::format("exchange memory in {} layers; {} are the most", syntax.layers.size(),
                              kMostLayers),
                  "pass a struct that names the parts");
    Type type = std::move(element);
    for (const char layer : syntax.layers) type = in_exchange_memory(layer, std::move(type));
    type.nullable = !syntax.non_null;
    return type;
  }

  /// Nullable, as every owner is that lies in exchange memory: new memory is all zeros.
  static Type in_exchange_memory(char layer, Type element) {
    Type type;
    type.kind = layer == '*' ? Type::Kind::kBlock : Type::Kind::kVector;
    type.element = std::make_shared<const Type>(std::move(element));
    type.nullable = true;
    return type;
  }

  Type named(const Name& name, const std::string& scope, const Contract* contract) {
    Type type;
    if (const auto primitive = primitive_named(name.text)) {
      type.kind = Type::Kind::kPrimitive;
      type.primitive = *primitive;
      return type;
    }
    for (const Contract* c = contract; true; c = c->base) {
      const std::string& from = c != nullptr ? c->qualified : scope;
      if (const StructDecl* found = find_outwards(context_.symbols.structs, from, name.text)) {
        type.kind = Type::Kind::kStruct;
        type.structure = found;
        return type;
      }
      if (const EnumDecl* found = find_outwards(context_.symbols.enums, from, name.text)) {
        type.kind = Type::Kind::kEnum;
        type.enumeration = found;
        return type;
      }
      if (c == nullptr || c->base == nullptr) break;
    }
    if (name.text == "string" || name.text == "object")
      return fail(
          name.at, 303,
          fmt::format("'{}' lives in one process's memory and cannot cross a channel", name.text),
          "write `char[]! in ExHeap`");
    return fail(name.at, 200, fmt::format("there is no type '{}'", name.text));
  }

  Context& context_;
  Reporter& reporter_;
  std::set<const StructDecl*> seen_;
  std::set<const StructDecl*> open_;  // being resolved: meeting one again closes a circle
};

}  // namespace

void resolve_types(Context& context) {
  Types types(context);
  for (auto& unit : context.model.units)
    for (auto& each : unit->structs) types.structure(*each);
  context.each_contract([&](Contract& contract) {
    for (auto& each : contract.structs) types.structure(*each);
  });
  context.each_contract([&](Contract& contract) {
    for (auto& message : contract.messages)
      for (Field& param : message->params) types.field(param, contract.qualified, &contract);
  });
}

}  // namespace contracts
