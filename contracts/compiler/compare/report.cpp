// One block for each change, in the order of severity and place, and one line for each contract.
#include "compare/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace contracts {
namespace {

using Json = nlohmann::ordered_json;

struct Where {
  const SourceFile* file;
  Place place;
};

Where where(const Change& change, const ComparisonReport& report) {
  const Program& program = change.version == Version::kOld ? report.before : report.after;
  const SourceFile& file = *program.files[change.at.file];
  return {&file, file.place_of(change.at.begin)};
}

Sides counted(Sides breaks, Sides asked) {
  return {breaks.importers && asked.importers, breaks.exporters && asked.exporters};
}

std::vector<Change> in_order(const ContractComparison& comparison) {
  std::vector<Change> out = comparison.changes;
  std::ranges::sort(out, {}, [](const Change& change) {
    return std::tuple(!change.breaks.any(), change.version == Version::kNew, change.at.file,
                      change.at.begin, change.rule, change.text);
  });
  return out;
}

std::string verdict(const ContractComparison& comparison, Sides asked) {
  const Sides breaks = counted(comparison.breaks(), asked);
  if (breaks.any()) return fmt::format("breaking for {}", name_of(breaks));
  if (comparison.identical && comparison.changes.empty()) return "unchanged";
  return "compatible";
}

std::string change_text(const Change& change, const ComparisonReport& report) {
  const Where w = where(change, report);
  const Sides breaks = counted(change.breaks, report.asked);
  return fmt::format("{}:{}:{}: {}: {}: {}\n      = why: {}\n", w.file->path(), w.place.line,
                     w.place.column,
                     breaks.any() ? fmt::format("breaks {}", name_of(breaks)) : "compatible",
                     change.rule, change.text, compare_rule(change.rule).why);
}

std::string contract_text(const ContractComparison& comparison, const ComparisonReport& report) {
  std::string out;
  for (const Change& change : in_order(comparison)) out += change_text(change, report);
  return out + fmt::format("{}: {}{}\n", comparison.name, verdict(comparison, report.asked),
                           comparison.identical
                               ? ""
                               : "; its identity differs, so both sides must be compiled anew");
}

Json sides_json(Sides sides) {
  Json out = Json::array();
  if (sides.importers) out.push_back("importers");
  if (sides.exporters) out.push_back("exporters");
  return out;
}

Json change_json(const Change& change, const ComparisonReport& report) {
  const Where w = where(change, report);
  return {{"rule", change.rule},
          {"breaks", sides_json(change.breaks)},
          {"version", change.version == Version::kOld ? "old" : "new"},
          {"file", w.file->path()},
          {"line", w.place.line},
          {"column", w.place.column},
          {"message", change.text},
          {"why", compare_rule(change.rule).why}};
}

}  // namespace

bool ComparisonReport::is_breaking() const {
  return std::ranges::any_of(contracts, [&](const ContractComparison& each) {
    return counted(each.breaks(), asked).any();
  });
}

std::string comparison_text(const ComparisonReport& report) {
  std::string out;
  for (const ContractComparison& each : report.contracts) out += contract_text(each, report);
  return out;
}

std::string comparison_json(const ComparisonReport& report) {
  Json contracts = Json::array();
  for (const ContractComparison& each : report.contracts) {
    Json changes = Json::array();
    for (const Change& change : in_order(each)) changes.push_back(change_json(change, report));
    contracts.push_back({{"name", each.name},
                         {"identical", each.identical},
                         {"breaks", sides_json(each.breaks())},
                         {"changes", changes}});
  }
  return Json{{"format", "bulkhead-contract-diff"},
              {"version", 1},
              {"breaking", report.is_breaking()},
              {"contracts", contracts}}
             .dump(2) +
         "\n";
}

}  // namespace contracts
