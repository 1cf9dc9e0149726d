// A report as text for people and as JSON for machines.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "bytes/view.hpp"
#include "report/report.hpp"

namespace verifier {
namespace {

// Findings about files and keys name theirs as their place.
std::string file_of(const Report& report, const Finding& finding) {
  if (report.image().empty() || group_of(finding.number) == Group::kFiles) return "";
  return printable(report.image(), 300) + ": ";
}

std::string render_finding(const Report& report, const Finding& finding) {
  const CatalogueEntry* entry = catalogue_entry(finding.number);
  const std::string head = fmt::format(
      "{}{}: {}: {}: {} [BV{:04}]\n", file_of(report, finding), printable(finding.place, 300),
      report.is_waived(finding.number) ? "waived" : "error", entry->title,
      printable(finding.detail, 300), finding.number);
  return head + fmt::format("  danger: {}\n  help: {}\n", entry->attack, entry->remedy);
}

std::string render_group(const Report& report, Group group) {
  const std::uint64_t count = report.count(group);
  return fmt::format("{} {}: {}{}{} finding{}{}\n", verdict(report, group), name_of(group),
                     report.subject(group), report.subject(group).empty() ? "" : ", ", count,
                     count == 1 ? "" : "s",
                     report.is_stopped(group) ? "; later checks of this group were skipped" : "");
}

nlohmann::ordered_json as_json(const Authority& authority) {
  nlohmann::ordered_json json = {{"program", authority.program}};
  for (const auto& power : authority.powers) json[std::string(power.kind)] = power.names;
  for (const auto& amount : authority.amounts) {
    const std::string unit = amount.unit.empty() ? "" : fmt::format(" ({})", amount.unit);
    json[std::string(amount.of) + unit] = amount.value;
  }
  json["test hooks"] = authority.test_hooks;
  return json;
}

}  // namespace

std::string render_text(const Report& report, bool all_groups) {
  std::string text;
  for (const Finding& finding : report.findings()) text += render_finding(report, finding);
  for (std::size_t i = 0; i < kGroupCount; ++i) {
    const auto group = static_cast<Group>(i);
    if (all_groups && performed(report, group)) text += render_group(report, group);
  }
  for (const Authority& authority : report.authorities()) text += render_text(authority) + "\n";
  for (const std::string& line : report.notes()) text += line + "\n";
  return text;
}

std::string render_json(const Report& report) {
  nlohmann::ordered_json json;
  if (!report.image().empty()) json["image"] = report.image();
  json["passed"] = report.open_count() == 0;
  for (std::size_t i = 0; i < kGroupCount; ++i) {
    const auto group = static_cast<Group>(i);
    if (!performed(report, group)) continue;
    json["groups"][std::string(name_of(group))] = {{"verdict", verdict(report, group)},
                                                   {"subject", report.subject(group)},
                                                   {"findings", report.count(group)}};
  }
  json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings()) {
    const CatalogueEntry* entry = catalogue_entry(finding.number);
    json["findings"].push_back({{"number", fmt::format("BV{:04}", finding.number)},
                                {"waived", report.is_waived(finding.number)},
                                {"place", printable(finding.place, 300)},
                                {"title", entry->title},
                                {"detail", printable(finding.detail, 300)},
                                {"danger", entry->attack},
                                {"help", entry->remedy}});
  }
  json["authority"] = nlohmann::ordered_json::array();
  for (const Authority& authority : report.authorities())
    json["authority"].push_back(as_json(authority));
  json["notes"] = report.notes();
  return json.dump(2) + "\n";
}

}  // namespace verifier
