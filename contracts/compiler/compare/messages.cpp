// Messages by name: parameters, conditions, direction, marks.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compare/compare.hpp"
#include "compare/fields.hpp"
#include "emit/canonical.hpp"

namespace contracts {
namespace {

enum class Strength { kSame, kStronger, kWeaker, kOther };

bool is_bound(const Term& term) {
  return term.kind == Term::Kind::kOperation && term.operands.size() == 2 &&
         term.operands[1].kind == Term::Kind::kConstant &&
         (term.op == Operator::kLess || term.op == Operator::kLessEqual ||
          term.op == Operator::kGreater || term.op == Operator::kGreaterEqual);
}

/// Two bounds on the same value, such as `x > 0` and `x > 5`.
Strength compare_bounds(const Term& was, const Message& old_message, const Term& is,
                        const Message& new_message) {
  if (!is_bound(was) || !is_bound(is) || was.op != is.op ||
      canonical_term(was.operands[0], old_message) != canonical_term(is.operands[0], new_message))
    return Strength::kOther;
  const bool from_below = is.op == Operator::kGreater || is.op == Operator::kGreaterEqual;
  const bool grew = is.operands[1].value > was.operands[1].value;
  return grew == from_below ? Strength::kStronger : Strength::kWeaker;
}

/// The parts of all conditions that must hold each: `a && b` is two.
std::vector<const Term*> conjuncts_of(const Message& message) {
  std::vector<const Term*> out, open;
  for (const Term& term : message.requirements) open.push_back(&term);
  while (!open.empty()) {
    const Term* term = open.back();
    open.pop_back();
    if (term->kind == Term::Kind::kOperation && term->op == Operator::kLogicalAnd)
      for (const Term& operand : term->operands) open.push_back(&operand);
    else
      out.push_back(term);
  }
  return out;
}

std::vector<const Term*> terms_missing_in(const Message& message, const Message& other) {
  std::set<std::string> known;
  for (const Term* term : conjuncts_of(other)) known.insert(canonical_term(*term, other));
  std::vector<const Term*> out;
  for (const Term* term : conjuncts_of(message))
    if (!known.contains(canonical_term(*term, message))) out.push_back(term);
  return out;
}

/// Conditions are conjunctions: more of them are stronger. What is neither plainly stronger nor
/// plainly weaker is other.
Strength compare_requirements(const Message& was, const Message& is) {
  std::vector<const Term*> gone = terms_missing_in(was, is), come = terms_missing_in(is, was);
  bool stronger = false, weaker = false;
  for (const Term* old_term : gone) {
    const auto partner = std::ranges::find_if(come, [&](const Term* each) {
      return compare_bounds(*old_term, was, *each, is) != Strength::kOther;
    });
    if (partner == come.end()) {
      weaker = true;
      continue;
    }
    (compare_bounds(*old_term, was, **partner, is) == Strength::kStronger ? stronger : weaker) =
        true;
    come.erase(partner);
  }
  stronger = stronger || !come.empty();
  if (stronger && weaker) return Strength::kOther;
  return stronger ? Strength::kStronger : weaker ? Strength::kWeaker : Strength::kSame;
}

void compare_conditions(const Message& was, const Message& is, Changes& changes) {
  const Sides senders = senders_of(is.direction), receivers = receivers_of(is.direction);
  const std::string& name = is.name.text;
  switch (compare_requirements(was, is)) {
    case Strength::kSame:
      return;
    case Strength::kStronger:
      changes.push_back({"requires-strengthened", senders, Version::kNew, is.name.at,
                         fmt::format("{} requires more than before", name)});
      return;
    case Strength::kWeaker:
      changes.push_back({"requires-weakened", receivers, Version::kNew, is.name.at,
                         fmt::format("{} requires less than before", name)});
      return;
    case Strength::kOther:
      changes.push_back({"requires-changed", senders | receivers, Version::kNew, is.name.at,
                         fmt::format("{} has other conditions than before", name)});
      return;
  }
}

void compare_marks(const Message& was, const Message& is, Changes& changes) {
  const auto flag = [&](bool before, bool after, std::string_view added, std::string_view removed,
                        const char* mark) {
    if (before == after) return;
    const Sides sides = after ? receivers_of(is.direction) : senders_of(is.direction);
    changes.push_back(
        {after ? added : removed, sides, Version::kNew, is.name.at,
         fmt::format("{} is {} [{}]", is.name.text, after ? "now" : "no longer", mark)});
  };
  flag(was.marks.idempotent, is.marks.idempotent, "idempotent-added", "idempotent-removed",
       "idempotent");
  flag(was.marks.session, is.marks.session, "session-added", "session-removed", "session");
  if (was.marks.priority != is.marks.priority)
    changes.push_back({"priority-changed", kNobody, Version::kNew, is.name.at,
                       fmt::format("{} has another priority", is.name.text)});
  if (was.marks.deprecated != is.marks.deprecated)
    changes.push_back({"deprecation-changed", kNobody, Version::kNew, is.name.at,
                       fmt::format("the deprecation of {} changed", is.name.text)});
}

void compare_message(const Message& was, const Message& is, Changes& changes) {
  if (was.direction != is.direction)
    changes.push_back({"direction-changed", kNobody, Version::kNew, is.name.at,
                       fmt::format("{} may travel in other directions", is.name.text)});
  compare_fields(
      was.params, is.params,
      {"parameter", is.name.text, is.name.at, senders_of(is.direction), receivers_of(is.direction)},
      changes);
  compare_conditions(was, is, changes);
  compare_marks(was, is, changes);
}

const Message* find(const Contract& contract, const std::string& name) {
  for (const Message* each : contract.all_messages)
    if (each->name.text == name) return each;
  return nullptr;
}

}  // namespace

void compare_messages(const Contract& before, const Contract& after, Changes& changes) {
  for (const Message* is : after.all_messages) {
    if (const Message* was = find(before, is->name.text))
      compare_message(*was, *is, changes);
    else
      changes.push_back({"message-added", kNobody, Version::kNew, is->name.at,
                         fmt::format("message {} is new", is->name.text)});
  }
  for (const Message* was : before.all_messages)
    if (find(after, was->name.text) == nullptr)
      changes.push_back({"message-removed", kNobody, Version::kOld, was->name.at,
                         fmt::format("message {} is gone", was->name.text)});
}

}  // namespace contracts
