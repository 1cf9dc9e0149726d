// The rules of contractc diff, one name each; docs/contractc.md lists them, a test keeps the two in
// step.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "compare/change.hpp"

namespace contracts {
namespace {

constexpr std::array kRules = {
    CompareRule{"contract-added", "nobody can have used it yet"},
    CompareRule{"contract-removed", "code of both sides names it"},
    CompareRule{"base-changed",
                "endpoints were used as the old base's, or its rules were relied on"},
    CompareRule{"entry-added", "one more state in which a channel may be made"},
    CompareRule{"entry-removed", "channels were made, or endpoints passed, in this state"},
    CompareRule{"initial-state-changed", "create() now gives endpoints in another state"},
    CompareRule{"state-renamed", "the types of endpoints name their state"},
    CompareRule{"turn-changed",
                "who has to speak in this state is another, or the conversation ends there"},
    CompareRule{"choice-added", "a match of the receiver leaves it out, which does not compile"},
    CompareRule{
        "choice-removed",
        "the sender can no longer send it, and the receiver's match has a case for what cannot "
        "arrive, which does not compile"},
    CompareRule{"target-changed", "the endpoint that comes back is in another state"},
    CompareRule{"message-added",
                "no code can name it yet; the states that use it are listed apart"},
    CompareRule{"message-removed", "the states that used it are listed apart"},
    CompareRule{"direction-changed", "who may use it where is decided by the states, listed apart"},
    CompareRule{
        "parameter-added",
        "senders that do not give it send zero; receivers of an owner or endpoint must consume it"},
    CompareRule{"parameter-removed", "senders name it, receivers read it"},
    CompareRule{"parameter-moved", "positional initialisers now set another parameter"},
    CompareRule{"parameter-type-changed",
                "senders give and receivers expect a value of the old type"},
    CompareRule{"parameter-may-be-null", "receivers relied on its never being null"},
    CompareRule{"parameter-never-null", "senders may give null"},
    CompareRule{"requires-strengthened", "a send that was right now ends the sender"},
    CompareRule{"requires-weakened", "receivers relied on the condition"},
    CompareRule{"requires-changed", "senders and receivers relied on the old condition"},
    CompareRule{"type-added", "no code can name it yet"},
    CompareRule{"type-removed", "code of both sides names it"},
    CompareRule{"enumerator-added", "receivers of the enumeration do not know the value"},
    CompareRule{"enumerator-removed", "code of both sides names it"},
    CompareRule{"enumerator-value-changed", "the number may be stored, or compared with"},
    CompareRule{"underlying-type-changed", "conversions to the old type may lose values"},
    CompareRule{
        "field-added",
        "senders that do not give it send zero; receivers of an owner or endpoint must consume it"},
    CompareRule{"field-removed", "senders name it, receivers read it"},
    CompareRule{"field-moved", "positional initialisers now set another field"},
    CompareRule{"field-type-changed", "senders give and receivers expect a value of the old type"},
    CompareRule{"constant-added", "no code can name it yet"},
    CompareRule{"constant-removed", "code of both sides names it"},
    CompareRule{"constant-changed", "code that names it gets the new value when it is compiled"},
    CompareRule{"idempotent-added", "exporters must now bear to get the message twice"},
    CompareRule{"idempotent-removed", "importers relied on its being repeated after a restart"},
    CompareRule{"session-added",
                "exporters must now bear to get the message again after a restart"},
    CompareRule{"session-removed", "importers relied on its effect being restored after a restart"},
    CompareRule{"priority-changed", "only when a message is handled changes, not what it means"},
    CompareRule{"deprecation-changed", "a warning comes or goes"},
    CompareRule{"bounds-changed", "queues are made anew with both sides"},
};

}  // namespace

Sides operator|(Sides a, Sides b) {
  return {a.importers || b.importers, a.exporters || b.exporters};
}

std::string_view name_of(Sides sides) {
  if (sides == kBothSides) return "importers and exporters";
  return sides.importers ? "importers" : sides.exporters ? "exporters" : "nobody";
}

std::span<const CompareRule> compare_rules() {
  return kRules;
}

const CompareRule& compare_rule(std::string_view id) {
  const auto found = std::ranges::find(kRules, id, &CompareRule::id);
  if (found == kRules.end()) std::abort();
  return *found;
}

}  // namespace contracts
