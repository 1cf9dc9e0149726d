// Parameters of a message and fields of a struct change in the same ways.
#pragma once
#include <string>
#include <vector>

#include "compare/compare.hpp"

namespace contracts {

struct FieldContext {
  std::string what;  // "parameter" or "field", the beginning of the rules' names
  std::string owner;
  Range owner_at;  // in the new version
  Sides senders;
  Sides receivers;
};

void compare_fields(const std::vector<Field>& before, const std::vector<Field>& after,
                    const FieldContext& context, Changes& changes);

}  // namespace contracts
