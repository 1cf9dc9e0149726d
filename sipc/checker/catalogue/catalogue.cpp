// Joins the families into one table, sorted by number, and finds rules in it.
#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <vector>

#include "catalogue/families.hpp"

namespace bulkhead::checker {

namespace {

std::vector<RuleInfo> join_families() {
  std::vector<RuleInfo> all;
  for (const auto family :
       {pointer_rules(), cast_rules(), initialisation_rules(), reference_rules(), linear_rules(),
        shared_state_rules(), escape_rules(), trust_rules()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  std::ranges::sort(all, {}, &RuleInfo::rule);
  return all;
}

}  // namespace

std::span<const RuleInfo> catalogue() {
  static const std::vector<RuleInfo> all = join_families();
  return all;
}

const RuleInfo* find_rule(std::uint16_t number) {
  const auto all = catalogue();
  const auto found = std::ranges::find(all, number, &RuleInfo::number);
  return found == all.end() ? nullptr : &*found;
}

std::string rule_code(Rule rule) {
  const auto digits = std::to_string(static_cast<unsigned>(rule));
  return "BD" + std::string(4 - digits.size(), '0') + digits;
}

}  // namespace bulkhead::checker
