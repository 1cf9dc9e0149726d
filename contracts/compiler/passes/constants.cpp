// Constants and enumerators: folds their values and checks that these fit their types.
#include <fmt/format.h>

#include <cmath>

#include "passes/evaluate.hpp"

namespace contracts {
namespace {

class Constants {
 public:
  explicit Constants(Context& context) : context_(context), reporter_(context.reporter) {}

  void enumeration(EnumDecl& declaration, const Contract* contract) {
    if (declaration.underlying_name) {
      const auto primitive = primitive_named(declaration.underlying_name->text);
      if (!primitive || !info(*primitive).is_integer || *primitive == Primitive::kChar ||
          *primitive == Primitive::kUptr)
        reporter_.report(
            declaration.underlying_name->at, 303,
            fmt::format("an enum cannot be stored as '{}'", declaration.underlying_name->text),
            "use byte, sbyte, short, ushort, int, uint, long or ulong");
      else
        declaration.underlying = *primitive;
    }
    Wide next = 0;
    for (Enumerator& each : declaration.enumerators) {
      if (each.value) next = number(*each.value, declaration.scope, contract).value_or(next);
      each.number = next++;
      fits(each.number, declaration.underlying, each.name);
    }
  }

  void constant(ConstDecl& declaration, Contract& contract) {
    if (!declaration.value) return;
    if (shadows(declaration, contract.base))
      reporter_.report(declaration.name.at, 604,
                       fmt::format("the constant {} hides one of the same name in a base contract",
                                   declaration.name.text));
    const Surroundings in{context_.symbols, contract.qualified, &contract};
    if (declaration.type_name.text == "string") {
      const auto text = evaluate_string(*declaration.value, in);
      if (!text) {
        reporter_.report(declaration.value->at, 300, "this is not a constant text",
                         "write literals in quotes, joined by `+`");
        return;
      }
      declaration.text = *text;
      declaration.is_string = declaration.valid = true;
      return;
    }
    numeric(declaration, in);
  }

 private:
  void numeric(ConstDecl& declaration, const Surroundings& in) {
    const auto primitive = primitive_named(declaration.type_name.text);
    if (!primitive) {
      reporter_.report(
          declaration.type_name.at, 303,
          fmt::format("a constant cannot have the type '{}'", declaration.type_name.text),
          "use a number type, char, bool or string");
      return;
    }
    declaration.primitive = *primitive;
    const auto term = evaluate(*declaration.value, in, reporter_);
    if (!term) return;
    const bool is_real = *primitive == Primitive::kF32 || *primitive == Primitive::kF64;
    const bool is_bool = *primitive == Primitive::kBool;
    if (is_bool != (term->term_class == TermClass::kBool) ||
        (!is_real && term->term_class == TermClass::kFloat) ||
        (is_real && term->term_class == TermClass::kEnum)) {
      reporter_.report(declaration.value->at, 300,
                       fmt::format("the value is not of type {}", declaration.type_name.text), "");
      return;
    }
    if (is_real) return real(declaration, *term);
    declaration.number = term->value;
    declaration.valid =
        fits(term->value, *primitive, {declaration.name.text, declaration.value->at});
  }

  void real(ConstDecl& declaration, const Term& term) {
    const double value =
        term.term_class == TermClass::kFloat ? term.real : static_cast<double>(term.value);
    const bool single = declaration.primitive == Primitive::kF32;
    declaration.real = single ? static_cast<double>(static_cast<float>(value)) : value;
    const bool exact =
        term.term_class == TermClass::kFloat || static_cast<Wide>(declaration.real) == term.value;
    declaration.valid = std::isfinite(declaration.real) && exact;
    if (!declaration.valid)
      reporter_.report(declaration.value->at, 301,
                       fmt::format("the value of {} does not fit into {}", declaration.name.text,
                                   declaration.type_name.text));
  }

  std::optional<Wide> number(const Expr& expression, const std::string& scope,
                             const Contract* contract) {
    const auto term = evaluate(expression, {context_.symbols, scope, contract}, reporter_);
    if (!term) return std::nullopt;
    if (term->term_class == TermClass::kBool || term->term_class == TermClass::kFloat) {
      reporter_.report(expression.at, 300, "an enumerator's value is a whole number",
                       "write a whole number");
      return std::nullopt;
    }
    return term->value;
  }

  bool fits(Wide value, Primitive primitive, const Name& name) {
    if (value >= smallest(primitive) && value <= largest(primitive)) return true;
    reporter_.report(name.at, 301,
                     fmt::format("the value of {}, {}, does not fit into {} ({} to {})", name.text,
                                 to_string(value), info(primitive).source_name,
                                 to_string(smallest(primitive)), to_string(largest(primitive))));
    return false;
  }

  static bool shadows(const ConstDecl& declaration, const Contract* base) {
    for (; base != nullptr; base = base->base)
      for (const auto& each : base->constants)
        if (each->name.text == declaration.name.text) return true;
    return false;
  }

  Context& context_;
  Reporter& reporter_;
};

}  // namespace

void fold_constants(Context& context) {
  Constants constants(context);
  for (auto& unit : context.model.units)
    for (auto& each : unit->enums) constants.enumeration(*each, nullptr);
  context.each_contract([&](Contract& contract) {
    // Enumerators may use constants and constants enumerators, each only what is written above it.
    std::size_t e = 0, c = 0;
    while (e < contract.enums.size() || c < contract.constants.size()) {
      const bool take_enum =
          c == contract.constants.size() ||
          (e < contract.enums.size() &&
           contract.enums[e]->name.at.begin < contract.constants[c]->name.at.begin);
      if (take_enum)
        constants.enumeration(*contract.enums[e++], &contract);
      else
        constants.constant(*contract.constants[c++], contract);
    }
  });
}

}  // namespace contracts
