// contractc diff: exit code 0 compatible, 1 breaking, 2 not comparable (as diff(1) has it:
// trouble).
#include <fmt/format.h>

#include "compare/compare.hpp"
#include "compare/report.hpp"
#include "driver/analysis.hpp"
#include "driver/tool_commands.hpp"

namespace contracts {
namespace {

Program analyse_shown(const std::string& input, const ToolOptions& options) {
  Program program = analyse_with(options, input);
  if (!program.ok())
    fmt::print(stderr, "{}", render_text(program.reporter, program.files, colour_of(options)));
  return program;
}

}  // namespace

int diff_command(const ToolOptions& options) {
  const Program before = analyse_shown(options.old_file, options);
  const Program after = analyse_shown(options.new_file, options);
  if (!before.ok() || !after.ok()) {
    fmt::print(stderr, "contractc: nothing is compared, because of these errors\n");
    return kExitUsage;
  }
  const Sides asked{options.side != "exporters", options.side != "importers"};
  const std::vector<ContractComparison> comparisons = compare(before.model, after.model);
  const ComparisonReport report{comparisons, before, after, asked};
  fmt::print("{}", options.form == "json" ? comparison_json(report) : comparison_text(report));
  return report.is_breaking() ? kExitRefused : kExitDone;
}

}  // namespace contracts
