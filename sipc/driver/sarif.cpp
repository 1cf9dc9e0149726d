// Merging: the runs of all logs side by side, ours last.
#include "driver/sarif.hpp"

#include <nlohmann/json.hpp>

namespace sipc {
namespace {

using Json = nlohmann::ordered_json;

Json result_of(const Finding& finding) {
  Json result = {{"ruleId", finding.number},
                 {"level", "error"},
                 {"message", {{"text", finding.message + "; " + finding.remedy}}}};
  if (!finding.place.file.empty()) {
    Json location = {{"artifactLocation", {{"uri", finding.place.file}}}};
    if (finding.place.line != 0)
      location["region"] = {{"startLine", finding.place.line},
                            {"startColumn", finding.place.column}};
    result["locations"] = Json::array({Json{{"physicalLocation", location}}});
  }
  return result;
}

}  // namespace

std::string merge_sarif(const std::vector<std::string>& clang_output, const Findings& findings) {
  Json log = {
      {"$schema",
       "https://docs.oasis-open.org/sarif/sarif/v2.1.0/cos02/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array()}};
  for (const auto& text : clang_output) {
    const auto begin = text.find('{');  // clang adds a plain "1 error generated." behind it
    const auto end = text.rfind('}');
    if (begin == text.npos || end == text.npos) continue;
    const Json one = Json::parse(text.substr(begin, end - begin + 1), nullptr, false);
    if (one.is_discarded() || !one.contains("runs")) continue;
    for (const auto& run : one["runs"]) log["runs"].push_back(run);
  }
  Json ours = {{"tool", {{"driver", {{"name", "sipc"}, {"version", BULKHEAD_VERSION}}}}},
               {"results", Json::array()}};
  for (const auto& finding : findings) ours["results"].push_back(result_of(finding));
  log["runs"].push_back(ours);
  return log.dump(2);
}

}  // namespace sipc
