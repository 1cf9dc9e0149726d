// The commands: analyse, show findings, then emit. Findings go to stderr as text, to stdout in the
// formats for tools.
#include "driver/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>

#include "diagnostics/catalogue.hpp"
#include "driver/analysis.hpp"
#include "driver/artifacts.hpp"
#include "driver/output.hpp"
#include "driver/program.hpp"
#include "emit/cpp_header.hpp"
#include "emit/report.hpp"
#include "emit/table.hpp"

namespace contracts {

namespace fs = std::filesystem;

Program analyse_with(const Options& options, const std::string& input) {
  return analyse(input, {.defines = {options.defines.begin(), options.defines.end()},
                         .search_path = options.search_path});
}

Colour colour_of(const Options& options) {
  if (options.colour == "always") return Colour::kYes;
  const bool terminal =
      options.colour == "auto" && isatty(2) != 0 && std::getenv("NO_COLOR") == nullptr;
  return terminal ? Colour::kYes : Colour::kNo;
}

void show(const std::vector<Program>& programs, const Options& options) {
  std::vector<Findings> all;
  for (const Program& each : programs) all.push_back({&each.reporter, &each.files});
  if (options.format == "json") {
    fmt::print("{}", render_json(all));
  } else if (options.format == "sarif") {
    fmt::print("{}", render_sarif(all));
  } else {
    for (const Program& each : programs)
      fmt::print(stderr, "{}", render_text(each.reporter, each.files, colour_of(options)));
  }
}

std::string stem_of(const std::string& input) {
  const std::string name = fs::path(input).filename().string();
  constexpr std::string_view kSuffix = ".contract";
  return name.ends_with(kSuffix) && name.size() > kSuffix.size()
             ? name.substr(0, name.size() - kSuffix.size())
             : name;
}

namespace {

/// Ninja reads depfiles as Make does: blanks, `#` and `$` in a path need escaping.
std::string depfile_path(const std::string& path) {
  std::string out;
  for (const char c : path) {
    if (c == ' ' || c == '#' || c == '\\') out.push_back('\\');
    if (c == '$') out.push_back('$');
    out.push_back(c);
  }
  return out;
}

/// What one input file is compiled to; the header first.
std::vector<OutputFile> outputs_of(const Program& program, const std::string& input,
                                   const fs::path& directory) {
  const std::string stem = stem_of(input);
  const Unit& unit = *program.model.units.front();
  std::vector<OutputFile> out{{directory / (stem + ".contract.hpp"), cpp_header(unit, stem)}};
  for (const auto& contract : unit.contracts) {
    out.push_back({directory / (contract->qualified + ".canonical"), contract->canonical});
    out.push_back({directory / (contract->qualified + ".table"), table_bytes(*contract)});
  }
  return out;
}

/// One rule: all headers depend on all files that were read.
std::string depfile_text(const std::vector<Program>& programs,
                         const std::vector<fs::path>& headers) {
  std::string out;
  for (const fs::path& each : headers)
    out += (out.empty() ? "" : " ") + depfile_path(each.string());
  out += ":";
  std::set<std::string> known;
  for (const Program& program : programs)
    for (const auto& file : program.files)
      if (known.insert(file->path()).second) out += " " + depfile_path(file->path());
  return out + "\n";
}

/// Two inputs that would write the same file; nothing if all differ.
std::optional<std::string> written_twice(const std::vector<OutputFile>& files) {
  std::set<fs::path> known;
  for (const OutputFile& each : files)
    if (!known.insert(each.path).second) return each.path.string();
  return std::nullopt;
}

}  // namespace

int compile_command(const Options& options) {
  std::vector<Program> programs;
  std::vector<OutputFile> outputs;
  std::vector<fs::path> headers;
  bool all_ok = true;
  for (const std::string& input : options.inputs) {
    programs.push_back(analyse_with(options, input));
    all_ok = all_ok && programs.back().ok();
    if (!all_ok) continue;
    std::vector<OutputFile> files = outputs_of(programs.back(), input, options.output_directory);
    headers.push_back(files.front().path);
    outputs.insert(outputs.end(), files.begin(), files.end());
  }
  if (all_ok && !options.depfile.empty())
    outputs.push_back({options.depfile, depfile_text(programs, headers)});
  const std::optional<std::string> twice = written_twice(outputs);
  if (all_ok && twice)
    return wrong_usage(fmt::format("two inputs would both write {}", *twice),
                       "compile them in two calls, with an output folder each");
  if (all_ok) all_ok = write_all(outputs, programs.back().reporter);
  show(programs, options);
  return all_ok ? kExitDone : kExitRefused;
}

int check_command(const Options& options) {
  if (options.report && options.format != "text")
    return wrong_usage("--report is text, and would spoil the findings on stdout",
                       "leave --format out, or read the same figures from `contractc ir`");
  std::vector<Program> programs;
  for (const std::string& input : options.inputs) programs.push_back(analyse_with(options, input));
  const bool all_ok = std::ranges::all_of(programs, [](const Program& each) { return each.ok(); });
  show(programs, options);
  if (options.report && all_ok) fmt::print("{}", report_text(programs));
  return all_ok ? kExitDone : kExitRefused;
}

int explain_command(const std::string& number) {
  const bool well_formed = number.size() == 6 && number.starts_with("BC") &&
                           number.find_first_not_of("0123456789", 2) == std::string::npos;
  const CatalogueEntry* entry =
      well_formed ? find_catalogue_entry(std::atoi(number.c_str() + 2)) : nullptr;
  if (entry == nullptr) {
    fmt::print(stderr,
               "contractc: there is no diagnostic '{}'; numbers look like BC0401, and "
               "docs/diagnostics/contracts.md lists them\n",
               number);
    return kExitUsage;
  }
  fmt::print("BC{:04} {} ({})\n\n{}.\n", entry->number, entry->id,
             entry->severity == Severity::kError ? "error" : "warning", entry->summary);
  if (!entry->why.empty()) fmt::print("\nWhy: {}\n", entry->why);
  if (!entry->remedy.empty()) fmt::print("\nWhat to do: {}.\n", entry->remedy);
  if (!entry->example.empty()) fmt::print("\nFor example:\n\n{}\n", entry->example);
  return kExitDone;
}

}  // namespace contracts
