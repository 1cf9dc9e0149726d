// Branches on the number of what was received: each way knows which message came, and so in which
// state the endpoint is.
#include <llvm/IR/Constants.h>

#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

std::int32_t tag_in(const llvm::ConstantInt& number) {
  return static_cast<std::int32_t>(number.getSExtValue());
}

bool is_tag(const Value& value, const llvm::Value& operand) {
  return value.tag_of >= 0 && value.bits == 0 && operand.getType()->isIntegerTy(32);
}

}  // namespace

// The state after the number was found to be one of `numbers`, or none of them; nullopt if that
// cannot be.
std::optional<State> Run::after_arrival(TokenId endpoint, const std::vector<std::int32_t>& numbers,
                                        bool is_one) const {
  const auto is_out = [&](const Standing& standing) {
    const bool among = std::ranges::find(numbers, standing.arrived) != numbers.end();
    return standing.arrived != Standing::kNothing && among != is_one;
  };
  State known = state_;
  std::erase_if(known.tokens[static_cast<std::size_t>(endpoint)].standings, is_out);
  bool possible = true, held = false, gone = false;
  known.for_each_value([&](Value& value) {
    std::erase_if(value.tokens, [&](TokenRef& reference) {
      if (reference.id != endpoint || reference.dead) return false;
      const bool empty = reference.standings.empty();
      std::erase_if(reference.standings, is_out);
      const bool is_gone = !empty && reference.standings.empty();
      (is_gone ? gone : held) = true;
      return is_gone;
    });
    const bool nothing = value.bits == 0 && value.tokens.empty() && value.targets.empty();
    possible = possible && (!nothing || value.tag_of >= 0);
  });
  // On these paths nothing holds it, so it was given away on them.
  if (gone && !held) known.tokens[static_cast<std::size_t>(endpoint)].live = false;
  return possible ? std::optional(std::move(known)) : std::nullopt;
}

// False: the branch asks something else.
bool Run::branch_on_arrival(const llvm::BranchInst& branch) {
  const auto* compare = llvm::dyn_cast<llvm::ICmpInst>(branch.getCondition());
  if (compare == nullptr || !compare->isEquality() || compare->getParent() != branch.getParent())
    return false;
  const auto* number = llvm::dyn_cast<llvm::ConstantInt>(compare->getOperand(1));
  const Value tag = value_of(*compare->getOperand(0), branch);
  if (number == nullptr || !is_tag(tag, *compare->getOperand(0))) return false;
  const bool equal = compare->getPredicate() == llvm::CmpInst::ICMP_EQ;
  for (const unsigned way : {0U, 1U}) {
    const auto state = after_arrival(tag.tag_of, {tag_in(*number)}, (way == 0) == equal);
    if (state) pass_to(*branch.getParent(), *branch.getSuccessor(way), *state);
  }
  return true;
}

bool Run::switch_on_arrival(const llvm::SwitchInst& choice) {
  const Value tag = value_of(*choice.getCondition(), choice);
  if (!is_tag(tag, *choice.getCondition())) return false;
  std::vector<std::int32_t> cases;
  for (const auto& way : choice.cases()) {
    cases.push_back(tag_in(*way.getCaseValue()));
    const auto state = after_arrival(tag.tag_of, {cases.back()}, true);
    if (state) pass_to(*choice.getParent(), *way.getCaseSuccessor(), *state);
  }
  const auto rest = after_arrival(tag.tag_of, cases, false);
  if (rest) pass_to(*choice.getParent(), *choice.getDefaultDest(), *rest);
  return true;
}

}  // namespace verifier::flow
