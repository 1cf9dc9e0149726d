// How findings look to people.
#include "base/finding.hpp"

#include <fmt/format.h>

namespace sipc {

std::unexpected<Findings> fail(std::string number, Place place, std::string message,
                               std::string remedy) {
  return std::unexpected(
      Findings{{std::move(number), std::move(place), std::move(message), std::move(remedy)}});
}

std::string render(const Finding& finding) {
  std::string where = finding.place.file.empty() ? "sipc" : finding.place.file;
  if (finding.place.line != 0)
    where += fmt::format(":{}:{}", finding.place.line, finding.place.column);
  std::string text = fmt::format("{}: error: {}: {}\n", where, finding.number, finding.message);
  if (!finding.remedy.empty()) text += fmt::format("    help: {}\n", finding.remedy);
  return text;
}

}  // namespace sipc
