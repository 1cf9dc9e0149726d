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

struct Inputs {
  std::set<std::string> defines;
  std::vector<std::string>
      search_path;  // where imports are looked for, after the file's own folder
};

/// Never throws on bad input: findings are in Program::reporter.
Program analyse(const std::string& root_path, const Inputs& inputs);
/// The same for a root that is in memory; its imports are files still, as if it lay at `root_path`.
Program analyse_text(const std::string& root_path, std::string text, const Inputs& inputs);

}  // namespace contracts
