// The caret display follows Clang's: place, severity, number, message, the line, the caret, the
// remedy, notes.
#include "diagnostics/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "diagnostics/catalogue.hpp"
#include "source/utf8.hpp"

namespace contracts {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMaxShownLine = 160;

struct Where {
  std::string path;
  Place place{1, 1};
  const SourceFile* file = nullptr;
};

Where where(const Finding& finding, Range at, const SourceFiles& files) {
  if (!finding.path_without_source.empty()) return {finding.path_without_source, {1, 1}, nullptr};
  const SourceFile& file = *files[at.file];
  return {file.path(), file.place_of(at.begin), &file};
}

/// The line with a caret below it. A long line is cut to a window round the caret.
std::string snippet(const SourceFile& file, Range at, Place place) {
  std::string_view line = file.line_text(place.line);
  std::size_t offset = std::min<std::size_t>(at.begin - file.line_begin(place.line), line.size());
  std::size_t length = std::max<std::size_t>(1, at.end > at.begin ? at.end - at.begin : 1);
  std::size_t from = 0;
  if (line.size() > kMaxShownLine) {
    from = offset > kMaxShownLine / 2 ? offset - kMaxShownLine / 2 : 0;
    while (from > 0 && (static_cast<unsigned char>(line[from]) & 0xC0) == 0x80) --from;
    std::size_t to = std::min(line.size(), from + kMaxShownLine);
    while (to < line.size() && (static_cast<unsigned char>(line[to]) & 0xC0) == 0x80) ++to;
    line = line.substr(from, to - from);
    offset -= from;
  }
  length = std::min(length, std::max<std::size_t>(1, line.size() - std::min(line.size(), offset)));
  std::string shown, marks;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t step = std::max<std::size_t>(1, utf8_sequence(line, i));
    const auto byte = static_cast<unsigned char>(line[i]);
    const bool printable = byte >= 0x20 && byte != 0x7F && utf8_sequence(line, i) > 0;
    shown += printable ? std::string(line.substr(i, step)) : byte == '\t' ? "\t" : "?";
    if (i < offset)
      marks += byte == '\t' ? '\t' : ' ';
    else if (i == offset)
      marks += '^';
    else if (i < offset + length)
      marks += '~';
    i += step;
  }
  if (offset >= line.size()) marks += '^';
  return fmt::format("{:5} | {}\n      | {}\n", place.line, shown, marks);
}

std::string paint(Colour colour, const char* code, std::string_view text) {
  return colour == Colour::kYes ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
}

std::string one_text(const Finding& finding, const SourceFiles& files, Colour colour) {
  const bool error = catalogue_entry(finding.number).severity == Severity::kError;
  const Where w = where(finding, finding.at, files);
  std::string out = fmt::format("{}:{}:{}: {}: BC{:04}: {}\n", w.path, w.place.line, w.place.column,
                                paint(colour, error ? "1;31" : "1;35", error ? "error" : "warning"),
                                finding.number, paint(colour, "1", finding.message));
  if (w.file != nullptr) out += snippet(*w.file, finding.at, w.place);
  if (!finding.remedy.empty())
    out += fmt::format("      = {}: {}\n", paint(colour, "1;36", "help"), finding.remedy);
  for (const Note& note : finding.notes) {
    const Where n = where(finding, note.at, files);
    out += fmt::format("{}:{}:{}: {}: {}\n", n.path, n.place.line, n.place.column,
                       paint(colour, "1;30", "note"), note.text);
    if (n.file != nullptr) out += snippet(*n.file, note.at, n.place);
  }
  return out;
}

Json json_of(const Finding& finding, const SourceFiles& files) {
  const Where w = where(finding, finding.at, files);
  const CatalogueEntry& entry = catalogue_entry(finding.number);
  Json notes = Json::array();
  for (const Note& note : finding.notes) {
    const Where n = where(finding, note.at, files);
    notes.push_back({{"file", n.path},
                     {"line", n.place.line},
                     {"column", n.place.column},
                     {"message", note.text}});
  }
  return {{"number", fmt::format("BC{:04}", finding.number)},
          {"id", entry.id},
          {"severity", entry.severity == Severity::kError ? "error" : "warning"},
          {"file", w.path},
          {"line", w.place.line},
          {"column", w.place.column},
          {"message", finding.message},
          {"remedy", finding.remedy},
          {"notes", notes}};
}

Json sarif_of(const Finding& finding, const SourceFiles& files) {
  const Where w = where(finding, finding.at, files);
  const bool error = catalogue_entry(finding.number).severity == Severity::kError;
  const Json location = {
      {"physicalLocation",
       {{"artifactLocation", {{"uri", w.path}}},
        {"region", {{"startLine", w.place.line}, {"startColumn", w.place.column}}}}}};
  return {{"ruleId", fmt::format("BC{:04}", finding.number)},
          {"level", error ? "error" : "warning"},
          {"message", {{"text", finding.message + "; " + finding.remedy}}},
          {"locations", Json::array({location})}};
}

}  // namespace

std::string render_text(const Reporter& reporter, const SourceFiles& files, Colour colour) {
  std::string out;
  for (const Finding& finding : reporter.findings()) out += one_text(finding, files, colour);
  if (reporter.suppressed_count() > 0)
    out += fmt::format("... and {} more findings, not shown\n", reporter.suppressed_count());
  if (reporter.error_count() + reporter.warning_count() > 0)
    out += fmt::format("{} error{}, {} warning{}\n", reporter.error_count(),
                       reporter.error_count() == 1 ? "" : "s", reporter.warning_count(),
                       reporter.warning_count() == 1 ? "" : "s");
  return out;
}

std::string render_json(const std::vector<Findings>& all) {
  Json list = Json::array();
  for (const auto& [reporter, files] : all)
    for (const Finding& finding : reporter->findings()) list.push_back(json_of(finding, *files));
  return Json{{"findings", list}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string render_sarif(const std::vector<Findings>& all) {
  Json results = Json::array(), rules = Json::array();
  for (const auto& [reporter, files] : all)
    for (const Finding& finding : reporter->findings())
      results.push_back(sarif_of(finding, *files));
  for (const CatalogueEntry& entry : catalogue())
    rules.push_back({{"id", fmt::format("BC{:04}", entry.number)},
                     {"name", entry.id},
                     {"shortDescription", {{"text", entry.summary}}}});
  const Json run = {{"tool", {{"driver", {{"name", "contractc"}, {"rules", rules}}}}},
                    {"results", results}};
  const Json log = {{"version", "2.1.0"}, {"runs", Json::array({run})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace contracts
