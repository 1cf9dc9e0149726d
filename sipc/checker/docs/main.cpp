// Writes the list of dialect rules as Markdown to standard output: docs/diagnostics/dialect.md,
// which a test compares.
#include <cstdio>
#include <string>
#include <string_view>

#include "catalogue/catalogue.hpp"

namespace {

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string entry(const bulkhead::checker::RuleInfo& rule) {
  const auto code = [](std::string_view text) {
    return "```cpp\n" + std::string(text) + "\n```\n";
  };
  return "## " + bulkhead::checker::rule_code(rule.rule) + " " + std::string(rule.id) + "\n\n" +
         std::string(rule.summary) + " " + std::string(rule.why) + "\n\nRefused:\n\n" +
         code(rule.bad) + "\nRemedy: " + std::string(rule.remedy) + ".\n\n" + code(rule.good) +
         "\n";
}

}  // namespace

int main() {
  print("# Diagnostics of the dialect\n\n");
  print(
      "Written by `bulkhead_checker_docs` from `sipc/checker/catalogue/`; do not edit. Numbers are "
      "permanent.\n\n");
  for (const auto& rule : bulkhead::checker::catalogue()) print(entry(rule));
  return 0;
}
