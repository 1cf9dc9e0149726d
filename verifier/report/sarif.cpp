// A report as SARIF 2.1.0: what editors and review tools read.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "bytes/view.hpp"
#include "report/report.hpp"

namespace verifier {
namespace {

using Json = nlohmann::ordered_json;

std::string rule_id(unsigned number) {
  return fmt::format("BV{:04}", number);
}

Json rules_of(const Report& report) {
  std::set<unsigned> numbers;
  for (const Finding& finding : report.findings()) numbers.insert(finding.number);
  Json rules = Json::array();
  for (const unsigned number : numbers) {
    const CatalogueEntry* entry = catalogue_entry(number);
    rules.push_back({{"id", rule_id(number)},
                     {"shortDescription", {{"text", entry->title}}},
                     {"fullDescription", {{"text", fmt::format("Danger: {}.", entry->attack)}}},
                     {"help", {{"text", entry->remedy}}}});
  }
  return rules;
}

Json result_of(const Report& report, const Finding& finding) {
  const CatalogueEntry* entry = catalogue_entry(finding.number);
  Json location = {
      {"logicalLocations", Json::array({{{"fullyQualifiedName", printable(finding.place, 300)}}})}};
  if (!report.image().empty())
    location["physicalLocation"] = {
        {"artifactLocation", {{"uri", printable(report.image(), 300)}}}};
  Json result = {
      {"ruleId", rule_id(finding.number)},
      {"level", "error"},
      {"message",
       {{"text", fmt::format("{}: {}: {}; {}", printable(finding.place, 300), entry->title,
                             printable(finding.detail, 300), entry->remedy)}}},
      {"locations", Json::array({location})}};
  if (report.is_waived(finding.number))
    result["suppressions"] = Json::array(
        {{{"kind", "external"}, {"justification", "waived in the image's certificate"}}});
  return result;
}

}  // namespace

std::string render_sarif(const Report& report) {
  Json results = Json::array();
  for (const Finding& finding : report.findings()) results.push_back(result_of(report, finding));
  const Json driver = {
      {"name", "sipverify"}, {"version", BULKHEAD_VERSION}, {"rules", rules_of(report)}};
  const Json log = {
      {"$schema",
       "https://docs.oasis-open.org/sarif/sarif/v2.1.0/cos02/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array({{{"tool", {{"driver", driver}}}, {"results", results}}})}};
  return log.dump(2) + "\n";
}

}  // namespace verifier
