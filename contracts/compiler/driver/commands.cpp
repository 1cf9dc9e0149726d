// The commands: analyse, show findings, then emit. Findings go to stderr as text, to stdout in the
// formats for tools.
#include "driver/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "diagnostics/catalogue.hpp"
#include "driver/analysis.hpp"
#include "driver/output.hpp"
#include "driver/program.hpp"
#include "emit/cpp_header.hpp"
#include "emit/ir.hpp"
#include "emit/table.hpp"

namespace contracts {

namespace fs = std::filesystem;

Program analyse_with(const Options& options, const std::string& input) {
  return analyse(input, {options.defines.begin(), options.defines.end()});
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

std::vector<OutputFile> outputs_of(const Program& program, const Options& options) {
  const fs::path directory = options.output_directory;
  const std::string stem = stem_of(options.inputs.front());
  const Unit& unit = *program.model.units.front();
  std::vector<OutputFile> out{{directory / (stem + ".contract.hpp"), cpp_header(unit, stem)}};
  for (const auto& contract : unit.contracts) {
    out.push_back({directory / (contract->qualified + ".canonical"), contract->canonical});
    out.push_back({directory / (contract->qualified + ".table"), table_bytes(*contract)});
  }
  if (!options.depfile.empty()) {
    std::string text = depfile_path(out.front().path.string()) + ":";
    for (const auto& file : program.files) text += " " + depfile_path(file->path());
    out.push_back({options.depfile, text + "\n"});
  }
  return out;
}

}  // namespace

int compile_command(const Options& options) {
  std::vector<Program> programs;
  Program& program = programs.emplace_back(analyse_with(options, options.inputs.front()));
  if (program.ok()) write_all(outputs_of(program, options), program.reporter);
  show(programs, options);
  return program.ok() ? kExitDone : kExitRefused;
}

int check_command(const Options& options) {
  std::vector<Program> programs;
  for (const std::string& input : options.inputs) programs.push_back(analyse_with(options, input));
  show(programs, options);
  const bool all_ok = std::ranges::all_of(programs, [](const Program& each) { return each.ok(); });
  return all_ok ? kExitDone : kExitRefused;
}

int ir_command(const Options& options) {
  const Program program = analyse_with(options, options.inputs.front());
  fmt::print(stderr, "{}", render_text(program.reporter, program.files, colour_of(options)));
  if (!program.ok()) return kExitRefused;
  fmt::print("{}\n", ir_of(*program.model.units.front(), program.files).dump(2));
  return kExitDone;
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

int catalogue_command() {
  fmt::print(
      "# What contractc can report\n\nGenerated by `contractc catalogue`; a test keeps it in step. "
      "Numbers are permanent. `contractc --explain NUMBER` prints one.\n");
  for (const CatalogueEntry& entry : catalogue()) {
    fmt::print("\n## BC{:04} {} ({})\n\n{}.\n", entry.number, entry.id,
               entry.severity == Severity::kError ? "error" : "warning", entry.summary);
    if (!entry.why.empty()) fmt::print("{}\n", entry.why);
    if (!entry.remedy.empty()) fmt::print("\nWhat to do: {}.\n", entry.remedy);
    if (!entry.example.empty()) fmt::print("\n```\n{}\n```\n", entry.example);
  }
  return kExitDone;
}

}  // namespace contracts
