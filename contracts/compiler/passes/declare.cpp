// Names: enters every declaration into the symbol tables; refuses names given twice and names that
// differ in case only (generated files and people both mix those up).
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "emit/cpp_names.hpp"
#include "passes/passes.hpp"
#include "source/scan.hpp"

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
  std::vector<const Name*> mixed;
  for (const auto& each : contract.constants) mixed.push_back(&each->name);
  for (const auto& each : contract.enums) mixed.push_back(&each->name), check_enum(reporter, *each);
  for (const auto& each : contract.structs)
    mixed.push_back(&each->name), check_struct(reporter, *each);
  std::ranges::sort(mixed, {}, [](const Name* name) { return name->at.begin; });
  for (const Name* each : mixed) others.add(*each);
}

/// Names of the whole compilation that would meet in C++, or in the canonical text, although they
/// are different here.
class Meetings {
 public:
  explicit Meetings(Context& context) : context_(context) {}

  void run() {
    for (const auto& unit : context_.model.units) {
      for (const auto& each : unit->enums) declared(each->name, each->scope);
      for (const auto& each : unit->structs) declared(each->name, each->scope);
      for (const auto& each : unit->contracts) declared(each->name, each->scope);
    }
    context_.each_contract([&](const Contract& contract) {
      if (spaces_.contains(contract.qualified))
        context_.reporter.report(contract.name.at, 204,
                                 fmt::format("'{}' is the name of this contract and of a namespace",
                                             contract.qualified));
      for (const auto& each : contract.enums) nested(each->name, contract);
      for (const auto& each : contract.structs) nested(each->name, contract);
    });
  }

 private:
  void declared(const Name& name, const std::string& scope) {
    const std::string qualified = join_scope(scope, name.text);
    if (qualified.size() > kMaxNameBytes)
      context_.reporter.report(
          name.at, 103,
          fmt::format("with its namespace this name has {} bytes; {} is the most", qualified.size(),
                      kMaxNameBytes));
    const auto [known, fresh] = in_cpp_.try_emplace(cpp_path(qualified), qualified);
    if (!fresh && known->second != qualified)
      context_.reporter.report(
          name.at, 213,
          fmt::format("'{}' and '{}' are both {} in C++", qualified, known->second, known->first));
    for (std::size_t end = scope.find('.'); !scope.empty(); end = scope.find('.', end + 1)) {
      spaces_.insert(scope.substr(0, end));
      if (end == std::string::npos) break;
    }
  }

  /// The canonical text writes a contract's own types, and those outside of any namespace, without
  /// qualification.
  void nested(const Name& name, const Contract& contract) {
    if (context_.symbols.enums.contains(name.text) || context_.symbols.structs.contains(name.text))
      context_.reporter.report(name.at, 204,
                               fmt::format("type '{}' of contract {} is declared outside of it too",
                                           name.text, contract.name.text));
  }

  Context& context_;
  std::map<std::string, std::string> in_cpp_;
  std::set<std::string> spaces_;
};

/// The names that a file declares, as written; and its types, and those of its contracts, entered
/// into the tables. Of two with the same name the first stays.
void declare_unit(Unit& unit, Context& context, NameSet& globals) {
  Symbols& symbols = context.symbols;
  std::map<std::uint32_t, std::pair<const Name*, std::string>> in_order;
  const auto note = [&](const Name& name, const std::string& scope) {
    in_order.emplace(name.at.begin, std::pair{&name, join_scope(scope, name.text)});
  };
  for (auto& each : unit.enums) {
    note(each->name, each->scope);
    symbols.enums.try_emplace(join_scope(each->scope, each->name.text), each.get());
    check_enum(context.reporter, *each);
  }
  for (auto& each : unit.structs) {
    note(each->name, each->scope);
    symbols.structs.try_emplace(join_scope(each->scope, each->name.text), each.get());
    check_struct(context.reporter, *each);
  }
  for (auto& each : unit.contracts) {
    note(each->name, each->scope);
    symbols.contracts.try_emplace(each->qualified, each.get());
    for (auto& e : each->enums)
      symbols.enums.try_emplace(join_scope(e->scope, e->name.text), e.get());
    for (auto& s : each->structs)
      symbols.structs.try_emplace(join_scope(s->scope, s->name.text), s.get());
    check_contract(context.reporter, *each);
  }
  for (const auto& [at, name] : in_order) globals.add(*name.first, name.second);
}

}  // namespace

void declare(Context& context) {
  NameSet globals(context.reporter, "the name", "this compilation");
  // What is imported comes first: it is the importing file that must not repeat it.
  for (auto unit = context.model.units.rbegin(); unit != context.model.units.rend(); ++unit)
    declare_unit(**unit, context, globals);
  Meetings(context).run();
}

}  // namespace contracts
