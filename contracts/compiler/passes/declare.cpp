// Names: enters every declaration into the symbol tables; refuses names given twice and names that
// differ in case only (generated files and people both mix those up).
#include <fmt/format.h>

#include <cctype>

#include "passes/passes.hpp"

namespace contracts {
namespace {

class NameSet {
 public:
  NameSet(Reporter& reporter, std::string what, std::string where)
      : reporter_(reporter), what_(std::move(what)), where_(std::move(where)) {}

  void add(const Name& name) { add(name, name.text); }

  void add(const Name& name, const std::string& key) {
    std::string folded = key;
    for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto [entry, fresh] = seen_.try_emplace(folded, std::pair{key, name.at});
    if (fresh) return;
    const bool same = entry->second.first == key;
    Finding& finding =
        same ? reporter_.report(name.at, 204,
                                fmt::format("{} '{}' is declared twice in {}", what_, key, where_))
             : reporter_.report(name.at, 205,
                                fmt::format("{} '{}' and '{}' in {} differ in case only", what_,
                                            key, entry->second.first, where_));
    finding.notes.push_back({entry->second.second, "the first declaration is here"});
  }

 private:
  Reporter& reporter_;
  std::string what_;
  std::string where_;
  std::map<std::string, std::pair<std::string, Range>> seen_;
};

void check_enum(Reporter& reporter, const EnumDecl& declaration) {
  NameSet names(reporter, "enumerator", "enum " + declaration.name.text);
  for (const Enumerator& each : declaration.enumerators) names.add(each.name);
  if (declaration.enumerators.empty())
    reporter.report(
        declaration.name.at, 207,
        fmt::format("enum {} has no enumerators, so it has no values", declaration.name.text),
        "give it at least one enumerator");
}

void check_struct(Reporter& reporter, const StructDecl& declaration) {
  if (declaration.fields.empty() && !declaration.base_name)
    reporter.report(declaration.name.at, 207,
                    fmt::format("struct {} has no fields", declaration.name.text),
                    "give it at least one field");
  NameSet names(reporter, "field", "struct " + declaration.name.text);
  for (const Field& each : declaration.fields) names.add(each.name);
}

void check_contract(Reporter& reporter, const Contract& contract) {
  const std::string where = "contract " + contract.name.text;
  NameSet messages(reporter, "message", where), states(reporter, "state", where),
      others(reporter, "name", where);
  for (const auto& each : contract.messages) {
    messages.add(each->name);
    NameSet params(reporter, "parameter", "message " + each->name.text);
    for (const Field& param : each->params) params.add(param.name);
  }
  for (const auto& each : contract.states) states.add(each->name);
  for (const auto& each : contract.constants) others.add(each->name);
  for (const auto& each : contract.enums) others.add(each->name), check_enum(reporter, *each);
  for (const auto& each : contract.structs) others.add(each->name), check_struct(reporter, *each);
}

}  // namespace

void declare(Context& context) {
  NameSet globals(context.reporter, "the name", "this compilation");
  Symbols& symbols = context.symbols;
  for (auto& unit : context.model.units) {
    for (auto& each : unit->enums) {
      globals.add(each->name, join_scope(each->scope, each->name.text));
      symbols.enums.try_emplace(join_scope(each->scope, each->name.text), each.get());
      check_enum(context.reporter, *each);
    }
    for (auto& each : unit->structs) {
      globals.add(each->name, join_scope(each->scope, each->name.text));
      symbols.structs.try_emplace(join_scope(each->scope, each->name.text), each.get());
      check_struct(context.reporter, *each);
    }
    for (auto& each : unit->contracts) {
      globals.add(each->name, each->qualified);
      symbols.contracts.try_emplace(each->qualified, each.get());
      for (auto& e : each->enums)
        symbols.enums.try_emplace(join_scope(e->scope, e->name.text), e.get());
      for (auto& s : each->structs)
        symbols.structs.try_emplace(join_scope(s->scope, s->name.text), s.get());
      check_contract(context.reporter, *each);
    }
  }
}

}  // namespace contracts
