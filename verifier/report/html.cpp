// A report as one page for people: verdicts, findings, and who may do what. Everything that comes
// from the image is escaped.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bytes/view.hpp"
#include "report/report.hpp"

namespace verifier {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>sipverify</title><style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em }
table { border-collapse: collapse; margin: 1em 0 } td, th { border: 1px solid #bbb; padding: .25em .6em; text-align: left; vertical-align: top }
.PASS { color: #06662b } .WAIVED { color: #8a5a00 } .FAIL { color: #a30d0d } .danger, .help { color: #555 }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #ddd } .PASS { color: #6fd08c } .WAIVED { color: #e0b050 } .FAIL { color: #ff8080 } .danger, .help { color: #aaa } }
</style></head><body>
)";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : printable(std::string(text), 300)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string groups_table(const Report& report) {
  std::string text =
      "<table><tr><th>group</th><th>verdict</th><th>looked at</th><th>findings</th></tr>\n";
  for (std::size_t i = 0; i < kGroupCount; ++i) {
    const auto group = static_cast<Group>(i);
    if (!performed(report, group)) continue;
    text += fmt::format("<tr><td>{0}</td><td class=\"{1}\">{1}</td><td>{2}</td><td>{3}</td></tr>\n",
                        name_of(group), verdict(report, group), escaped(report.subject(group)),
                        report.count(group));
  }
  return text + "</table>\n";
}

std::string findings_table(const Report& report) {
  if (report.findings().empty()) return "<p>No findings.</p>\n";
  std::string text = "<table><tr><th>number</th><th>where</th><th>what</th></tr>\n";
  for (const Finding& finding : report.findings()) {
    const CatalogueEntry* entry = catalogue_entry(finding.number);
    text += fmt::format(
        "<tr><td class=\"{}\">BV{:04}</td><td>{}</td><td>{}: {}<br><span class=\"danger\">Danger: "
        "{}.</span><br><span class=\"help\">Remedy: {}.</span></td></tr>\n",
        report.is_waived(finding.number) ? "WAIVED" : "FAIL", finding.number,
        escaped(finding.place), escaped(entry->title), escaped(finding.detail),
        escaped(entry->attack), escaped(entry->remedy));
  }
  return text + "</table>\n";
}

std::string authority_table(const Report& report) {
  if (report.authorities().empty()) return "";
  std::string text =
      "<h2>Authority</h2>\n<table><tr><th>program</th><th>may</th><th>at most</th></tr>\n";
  for (const Authority& authority : report.authorities()) {
    std::vector<std::string> powers, amounts;
    for (const auto& power : authority.powers) {
      if (!power.names.empty())
        powers.push_back(fmt::format("<b>{}</b> {}", power.kind,
                                     escaped(fmt::format("{}", fmt::join(power.names, " ")))));
    }
    if (authority.test_hooks) powers.emplace_back("<b class=\"FAIL\">TEST HOOKS</b>");
    for (const auto& amount : authority.amounts)
      amounts.push_back(fmt::format("{} {} {}", amount.of, amount.value, amount.unit));
    text += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escaped(authority.program),
                        fmt::join(powers, "<br>"), fmt::join(amounts, "<br>"));
  }
  return text + "</table>\n";
}

}  // namespace

std::string render_html(const Report& report) {
  const bool passed = report.open_count() == 0;
  std::string text(kHead);
  text += fmt::format("<h1>{}: <span class=\"{}\">{}</span></h1>\n", escaped(report.image()),
                      passed ? "PASS" : "FAIL", passed ? "passed" : "refused");
  text += groups_table(report) + "<h2>Findings</h2>\n" + findings_table(report) +
          authority_table(report);
  for (const std::string& line : report.notes()) text += fmt::format("<p>{}</p>\n", escaped(line));
  return text + fmt::format("<p>sipverify {}</p></body></html>\n", BULKHEAD_VERSION);
}

}  // namespace verifier
