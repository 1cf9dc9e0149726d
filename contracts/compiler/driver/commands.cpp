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
#include "driver/output.hpp"
#include "driver/program.hpp"
#include "emit/cpp_header.hpp"
#include "emit/cpp_side.hpp"
#include "emit/ir.hpp"
#include "emit/table.hpp"

namespace contracts {
namespace {

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

/// What the table of a contract takes, but for its names.
std::size_t table_size(const Contract& contract) {
  return contract.automaton.states.size() * contract.all_messages.size() * 2;
}

bool are_too_large(const std::vector<OutputFile>& outputs, const std::vector<Program>& programs) {
  std::size_t bytes = 0;
  for (const OutputFile& each : outputs) bytes += each.bytes.size();
  for (const Program& program : programs)
    for (const auto& contract : program.model.units.front()->contracts)
      bytes += table_size(*contract);
  return bytes > kMaxOutputBytes;
}

/// The header and canonical texts of a file; its tables follow when all is known to be of a size.
void add_texts(const Program& program, const Options& options, std::vector<OutputFile>& out) {
  const fs::path directory = options.output_directory;
  const std::string stem = stem_of(program.files.front()->path());
  const Unit& unit = *program.model.units.front();
  const std::string header = (directory / (stem + ".contract.hpp")).string();
  out.push_back({header, cpp_header(unit, stem)});
  for (const auto& contract : unit.contracts)
    out.push_back({directory / (contract->qualified + ".canonical"), contract->canonical});
  if (!options.depfile.empty()) {
    std::string text = depfile_path(header) + ":";
    for (const auto& file : program.files) text += " " + depfile_path(file->path());
    out.push_back({options.depfile, text + "\n"});
  }
}

void add_tables(const Program& program, const Options& options, std::vector<OutputFile>& out) {
  for (const auto& contract : program.model.units.front()->contracts)
    out.push_back({fs::path(options.output_directory) / (contract->qualified + ".table"),
                   table_bytes(*contract)});
}

bool all_ok(const std::vector<Program>& programs) {
  return std::ranges::all_of(programs, [](const Program& each) { return each.ok(); });
}

}  // namespace

int compile_command(const Options& options) {
  if (!options.depfile.empty() && options.inputs.size() > 1) {
    fmt::print(stderr,
               "contractc: --depfile is for one file; leave it out, or compile them one "
               "by one\n");
    return kExitUsage;
  }
  std::vector<Program> programs;
  for (const std::string& input : options.inputs) programs.push_back(analyse_with(options, input));
  std::vector<OutputFile> outputs;
  if (all_ok(programs)) {
    for (const Program& each : programs) add_texts(each, options, outputs);
    if (are_too_large(outputs, programs)) {
      programs.front().reporter.report_path(options.inputs.front(), 14,
                                            "the outputs would be larger than 128 MiB");
    } else {
      for (const Program& each : programs) add_tables(each, options, outputs);
      write_all(outputs, programs.front().reporter);
    }
  }
  show(programs, options);
  return all_ok(programs) ? kExitDone : kExitRefused;
}

int check_command(const Options& options) {
  std::vector<Program> programs;
  for (const std::string& input : options.inputs) programs.push_back(analyse_with(options, input));
  show(programs, options);
  return all_ok(programs) ? kExitDone : kExitRefused;
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

}  // namespace contracts
