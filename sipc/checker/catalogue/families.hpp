// The catalogue's parts, one table for each family of rules; catalogue.cpp strings them together.
#pragma once

#include "catalogue/catalogue.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> pointer_rules();
std::span<const RuleInfo> cast_rules();
std::span<const RuleInfo> initialisation_rules();
std::span<const RuleInfo> reference_rules();
std::span<const RuleInfo> linear_rules();
std::span<const RuleInfo> shared_state_rules();
std::span<const RuleInfo> escape_rules();
std::span<const RuleInfo> trust_rules();

}  // namespace bulkhead::checker
