// Findings as text with carets (for people), JSON or SARIF (for tools). The order is the
// reporter's.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "diagnostics/reporter.hpp"
#include "source/source_file.hpp"

namespace contracts {

using SourceFiles = std::vector<std::unique_ptr<SourceFile>>;

enum class Colour { kNo, kYes };

std::string render_text(const Reporter& reporter, const SourceFiles& files, Colour colour);
/// One document for all of them.
struct Findings {
  const Reporter* reporter;
  const SourceFiles* files;
};
std::string render_json(const std::vector<Findings>& all);
std::string render_sarif(const std::vector<Findings>& all);

}  // namespace contracts
