// Any bytes as two contract files, cut at the mark that the pairs of tests/contracts/tools/diff
// have: the comparison of what is right in itself ends, is the same each time, and finds nothing
// between a file and itself.
#include <algorithm>
#include <cstdlib>

#include "compare/report.hpp"

namespace {

constexpr std::string_view kMark = "//--- new\n";

contracts::Program analysed(std::string text) {
  return contracts::analyse_text("nowhere/fuzzed.contract", std::move(text),
                                 {.defines = {"A"}, .search_path = {}});
}

std::string compared(const contracts::Program& before, const contracts::Program& after) {
  const auto comparisons = contracts::compare(before.model, after.model);
  const contracts::ComparisonReport report{comparisons, before, after, {true, true}};
  return contracts::comparison_text(report) + contracts::comparison_json(report);
}

void require_no_change(const contracts::Program& program) {
  for (const auto& each : contracts::compare(program.model, program.model))
    if (!each.identical || !each.changes.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(text.find(kMark), text.size());
  const contracts::Program before = analysed(text.substr(0, cut));
  if (!before.ok()) return 0;
  require_no_change(before);
  if (cut == text.size()) return 0;
  const contracts::Program after = analysed(text.substr(cut + kMark.size()));
  if (!after.ok()) return 0;
  if (compared(before, after) != compared(before, after)) std::abort();
  compared(after, before);
  return 0;
}
