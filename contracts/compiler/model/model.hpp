// The whole model of a compilation. The syntax stage fills in what is written; each pass adds what
// it has found out, in fields of their own, so that it is visible who computes what.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/automaton.hpp"
#include "model/expression.hpp"
#include "model/types.hpp"
#include "source/source_range.hpp"

namespace contracts {

struct CppNames;

struct Annotation {
  Name name;
  std::vector<std::unique_ptr<Expr>> arguments;
};

/// What the known annotations say (pass annotations).
struct Marks {
  bool idempotent = false;
  bool session = false;
  bool entry = false;
  std::optional<int> priority;
  std::optional<std::string> deprecated;
};

struct ConstDecl {
  Name name;
  Name type_name;
  std::unique_ptr<Expr> value;
  // Pass constants:
  bool valid = false;
  bool is_string = false;
  Primitive primitive = Primitive::kI32;
  Wide number = 0;
  double real = 0;  // of float and double
  std::string text;
  std::string doc;
};

struct Enumerator {
  Name name;
  std::unique_ptr<Expr> value;  // null: one more than the one before
  Wide number = 0;              // pass constants
};

struct EnumDecl {
  Name name;
  std::string scope;  // namespace or contract, dotted
  std::optional<Name> underlying_name;
  std::vector<Enumerator> enumerators;
  std::string doc;
  const Contract* owner = nullptr;         // the contract that declares it, if one does
  Primitive underlying = Primitive::kI32;  // pass constants
};

struct Field {
  TypeSyntax syntax;
  Name name;
  Type type;                 // pass types
  std::uint32_t offset = 0;  // pass layout
};

struct StructDecl {
  Name name;
  std::string scope;
  std::optional<Name> base_name;
  std::vector<Field> fields;  // from pass types on with those of the base before its own
  std::string doc;
  const Contract* owner = nullptr;
  const StructDecl* base = nullptr;  // pass types
  std::uint32_t bytes = 0;           // pass layout
  std::uint32_t alignment = 1;
};

enum class Direction { kIn, kOut, kBoth };

struct Message {
  Name name;
  Direction direction = Direction::kBoth;
  std::vector<Field> params;
  std::vector<std::unique_ptr<Expr>> requires_syntax;
  std::vector<std::string> requires_text;  // as written, blanks normalised
  std::vector<Annotation> annotations;
  std::string doc;
  const Contract* declared_by = nullptr;
  Marks marks;                     // pass annotations
  std::vector<Term> requirements;  // pass requirements
  std::uint32_t bytes = 0;         // pass layout: on the wire, a multiple of 8, 0 if empty
};

enum class Polarity { kReceive, kSend };  // from the exporter's view: `?` and `!`

struct Action {
  Name message;
  Polarity polarity = Polarity::kReceive;
  std::size_t index = 0;  // pass states: in Contract::all_messages
};

struct Step {
  std::vector<Action> actions;  // one, or the alternatives of a choice; empty: a state
  Name state;
  std::size_t state_index = 0;  // pass states: in Contract::all_states
  Range at;
  bool is_state() const { return actions.empty(); }
};

struct Rule {
  std::vector<Step> steps;
  Range at;
};

struct StateDecl {
  Name name;
  bool is_override = false;
  std::vector<Rule> rules;
  std::vector<Annotation> annotations;
  std::string doc;
  Marks marks;
};

/// A state with the rules that inheritance gives it (pass inherit).
struct MergedState {
  const StateDecl* declaration = nullptr;
  std::vector<Rule> rules;
  bool entry = false;
};

struct Contract {
  Name name;
  std::string scope;      // namespace, dotted, may be empty
  std::string qualified;  // scope.name
  std::uint16_t file = 0;
  std::optional<Name> base_name;
  std::vector<std::unique_ptr<ConstDecl>> constants;
  std::vector<std::unique_ptr<EnumDecl>> enums;
  std::vector<std::unique_ptr<StructDecl>> structs;
  std::vector<std::unique_ptr<Message>> messages;
  std::vector<std::unique_ptr<StateDecl>> states;
  std::vector<Annotation> annotations;
  std::string doc;
  Marks marks;

  const Contract* base = nullptr;            // pass inherit
  std::vector<const Message*> all_messages;  // pass inherit: the base's first
  std::vector<MergedState> all_states;       // pass inherit
  bool broken = false;  // an error makes the passes on the protocol meaningless
  Automaton automaton;  // pass expand
  std::vector<std::optional<std::size_t>> base_states;  // pass relate: by state, that of the base
  std::uint32_t bound_in = 1, bound_out = 1;            // pass bounds
  std::string canonical;                                // pass identity
  std::array<std::uint8_t, 32> hash{};
  // Pass components: qualified names of the contracts that its messages mention; all, by name, that
  // mention each other with it in a circle, itself too (empty: none).
  std::vector<std::string> used_contracts;
  std::vector<const Contract*> component;
  std::size_t emission_group = 0;                     // pass order: of its file
  mutable std::shared_ptr<const CppNames> cpp_names;  // cpp_names_of() makes them at first use
};

/// One file after parsing.
struct Unit {
  std::uint16_t file = 0;
  bool syntax_ok = true;
  std::vector<Name> imports;
  std::vector<std::uint16_t> imported_files;
  std::vector<std::unique_ptr<EnumDecl>> enums;
  std::vector<std::unique_ptr<StructDecl>> structs;
  std::vector<std::unique_ptr<Contract>> contracts;
  struct Emitted {  // one of the two
    const StructDecl* structure;
    const Contract* contract;
  };
  // Pass order: each group after what it needs. In a group, whose contracts pass each other's
  // endpoints, each is after those whose data it needs.
  std::vector<std::vector<Emitted>> emission_groups;
};

struct Model {
  std::vector<std::unique_ptr<Unit>> units;
};

std::string join_scope(const std::string& scope, const std::string& name);
std::string hex(const std::array<std::uint8_t, 32>& hash);

}  // namespace contracts
