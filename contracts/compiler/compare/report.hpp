// What a comparison found, for people and for tools.
#pragma once
#include <string>
#include <vector>

#include "compare/compare.hpp"
#include "driver/program.hpp"

namespace contracts {

struct ComparisonReport {
  const std::vector<ContractComparison>& contracts;
  const Program& before;
  const Program& after;
  Sides asked;  // whose breaking counts

  bool is_breaking() const;
};

std::string comparison_text(const ComparisonReport& report);
std::string comparison_json(const ComparisonReport& report);

}  // namespace contracts
