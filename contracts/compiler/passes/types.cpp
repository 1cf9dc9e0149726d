// Types: resolves every written type, refuses what cannot cross a channel, and notes which states
// endpoints are passed in (those are entry states of their contract, if it is declared in the same
// file).
#include <fmt/format.h>

#include <algorithm>

#include "passes/passes.hpp"

namespace contracts {
namespace {

class Types {
 public:
  explicit Types(Context& context) : context_(context), reporter_(context.reporter) {}

  void field(Field& field, const std::string& scope, const Contract* contract) {
    const TypeSyntax& syntax = field.syntax;
    field.type = is_endpoint_name(syntax.name.text, contract) ? endpoint(syntax, scope, contract)
                                                              : value(syntax, scope, contract);
  }

  void structure(StructDecl& declaration, const std::string& scope, const Contract* contract) {
    if (declaration.base_name)
      reporter_.report(declaration.base_name->at, 900,
                       "inheritance of structs is not supported yet", "repeat the base's fields");
    for (Field& each : declaration.fields) field(each, scope, contract);
  }

 private:
  Type fail(Range at, int number, std::string text, std::string remedy = "") {
    reporter_.report(at, number, std::move(text), std::move(remedy));
    return {};
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
    if (syntax.arrays > 0 || syntax.pointer || syntax.in_exchange_heap)
      return fail(syntax.at, 900, "vectors and blocks of endpoints are not supported yet",
                  "pass endpoints one to a message");
    if (!syntax.non_null)
      return fail(syntax.at, 900, "endpoints that may be null are not supported yet",
                  "write `!` after the type");
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
    return type;
  }

  Type value(const TypeSyntax& syntax, const std::string& scope, const Contract* contract) {
    if (syntax.state)
      return fail(syntax.state->at, 303, "only an endpoint type (Exp or Imp) names a state",
                  "remove the state");
    Type element = named(syntax, scope, contract);
    if (element.kind == Type::Kind::kUnknown) return element;
    if (syntax.arrays == 0 && !syntax.pointer) {
      if (syntax.in_exchange_heap || syntax.non_null)
        return fail(syntax.at, 303,
                    fmt::format("a value of type {} is copied; it has no owner and is never null",
                                syntax.name.text),
                    fmt::format("write `{}`, or `{}*! in ExHeap` for an owned block",
                                syntax.name.text, syntax.name.text));
      return element;
    }
    if (!syntax.in_exchange_heap)
      return fail(
          syntax.at, 303, "only memory of the exchange heap can cross a channel",
          fmt::format("write `{}{}! in ExHeap`", syntax.name.text, syntax.pointer ? "*" : "[]"));
    if (syntax.arrays + (syntax.pointer ? 1 : 0) > 1)
      return fail(syntax.at, 900, "owners inside exchange memory are not supported yet",
                  "pass one flat vector or block");
    // The library's ExVector holds scalars; blocks and vectors of structs wait for its Ex<T>.
    if (syntax.pointer || element.kind == Type::Kind::kStruct)
      return fail(syntax.at, 900,
                  "blocks, and vectors of structs, in exchange memory are not supported yet",
                  "pass a vector of numbers, `byte[]! in ExHeap` for example");
    Type type;
    type.kind = syntax.pointer ? Type::Kind::kBlock : Type::Kind::kVector;
    type.element = std::make_shared<const Type>(std::move(element));
    type.nullable = !syntax.non_null;
    return type;
  }

  Type named(const TypeSyntax& syntax, const std::string& scope, const Contract* contract) {
    Type type;
    if (const auto primitive = primitive_named(syntax.name.text)) {
      type.kind = Type::Kind::kPrimitive;
      type.primitive = *primitive;
      return type;
    }
    for (const Contract* c = contract; true; c = c->base) {
      const std::string& from = c != nullptr ? c->qualified : scope;
      if (const StructDecl* found =
              find_outwards(context_.symbols.structs, from, syntax.name.text)) {
        type.kind = Type::Kind::kStruct;
        type.structure = found;
        return type;
      }
      if (const EnumDecl* found = find_outwards(context_.symbols.enums, from, syntax.name.text)) {
        type.kind = Type::Kind::kEnum;
        type.enumeration = found;
        return type;
      }
      if (c == nullptr || c->base == nullptr) break;
    }
    if (syntax.name.text == "string" || syntax.name.text == "object")
      return fail(syntax.name.at, 303,
                  fmt::format("'{}' lives in one process's memory and cannot cross a channel",
                              syntax.name.text),
                  "write `char[]! in ExHeap`");
    return fail(syntax.name.at, 200, fmt::format("there is no type '{}'", syntax.name.text));
  }

  Context& context_;
  Reporter& reporter_;
};

}  // namespace

void resolve_types(Context& context) {
  Types types(context);
  for (auto& unit : context.model.units)
    for (auto& each : unit->structs) types.structure(*each, each->scope, nullptr);
  context.each_contract([&](Contract& contract) {
    for (auto& each : contract.structs) types.structure(*each, contract.qualified, &contract);
  });
  context.each_contract([&](Contract& contract) {
    for (auto& message : contract.messages)
      for (Field& param : message->params) types.field(param, contract.qualified, &contract);
  });
}

}  // namespace contracts
