// A compilation: one root file and what it imports, read, scanned, parsed and passed through all
// passes.
#pragma once
#include <set>
#include <string>

#include "diagnostics/render.hpp"
#include "diagnostics/reporter.hpp"
#include "model/model.hpp"

namespace contracts {

struct Program {
  SourceFiles files;
  Model model;  // unit 0 is the root's; in step with files
  Reporter reporter;

  bool ok() const { return reporter.error_count() == 0; }
};

/// Never throws on bad input: findings are in Program::reporter.
Program analyse(const std::string& root_path, const std::set<std::string>& defines);

}  // namespace contracts
