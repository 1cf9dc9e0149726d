// The collector of findings: counts by severity, bounded in number, sorted before it is shown.
#include "diagnostics/reporter.hpp"

#include <algorithm>
#include <tuple>

#include "diagnostics/catalogue.hpp"

namespace contracts {

Finding& Reporter::report(Range at, int number, std::string message, std::string remedy) {
  const CatalogueEntry& entry = catalogue_entry(number);
  ++(entry.severity == Severity::kError ? errors_ : warnings_);
  if (remedy.empty()) remedy = entry.remedy;
  Finding finding{number, at, std::move(message), std::move(remedy), {}, {}};
  if (findings_.size() >= kMaxFindings) {
    ++suppressed_;
    overflow_ = std::move(finding);
    return overflow_;
  }
  // A place and number are reported once: passes may meet the same fault along several ways.
  for (Finding& known : findings_)
    if (known.number == number && known.at.file == at.file && known.at.begin == at.begin &&
        known.message == finding.message) {
      --(entry.severity == Severity::kError ? errors_ : warnings_);
      overflow_ = std::move(finding);
      return overflow_;
    }
  return findings_.emplace_back(std::move(finding));
}

Finding& Reporter::report_path(std::string path, int number, std::string message,
                               std::string remedy) {
  Finding& finding = report({}, number, std::move(message), std::move(remedy));
  finding.path_without_source = std::move(path);
  return finding;
}

void Reporter::sort() {
  std::sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.at.file, a.at.begin, a.number, a.message) <
           std::tie(b.at.file, b.at.begin, b.number, b.message);
  });
}

}  // namespace contracts
