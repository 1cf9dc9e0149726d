// The list of all rules over the syntax tree. Rules over tokens are in tokens.cpp, over the
// preprocessor in preprocessor.cpp, over flow in flow/.
#include "rules/rule.hpp"

namespace bulkhead::checker {

std::vector<std::unique_ptr<AstRule>> make_ast_rules(Checker& checker) {
  std::vector<std::unique_ptr<AstRule>> rules;
  rules.push_back(make_pointer_types_rule(checker));
  rules.push_back(make_pointer_values_rule(checker));
  rules.push_back(make_string_literals_rule(checker));
  rules.push_back(make_casts_rule(checker));
  rules.push_back(make_bit_cast_rule(checker));
  rules.push_back(make_extensions_rule(checker));
  rules.push_back(make_attributes_rule(checker));
  rules.push_back(make_library_calls_rule(checker));
  rules.push_back(make_references_rule(checker));
  rules.push_back(make_view_storage_rule(checker));
  rules.push_back(make_initialisation_rule(checker));
  rules.push_back(make_frame_size_rule(checker));
  rules.push_back(make_shared_state_rule(checker));
  rules.push_back(make_sendable_rule(checker));
  rules.push_back(make_exchangeable_rule(checker));
  rules.push_back(make_collected_rule(checker));
  rules.push_back(make_namespaces_rule(checker));
  rules.push_back(make_internals_rule(checker));
  rules.push_back(make_linear_types_rule(checker));
  return rules;
}

}  // namespace bulkhead::checker
