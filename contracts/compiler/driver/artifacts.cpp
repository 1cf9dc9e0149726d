// Nothing is written before everything is made.
#include "driver/artifacts.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <set>

#include "driver/analysis.hpp"
#include "driver/output.hpp"

namespace contracts {

int wrong_usage(const std::string& problem, const std::string& remedy) {
  fmt::print(stderr, "contractc: {}\n  what to do: {}\n", problem, remedy);
  return kExitUsage;
}

std::vector<const Contract*> chosen_contracts(const Program& program,
                                              const ArtifactOptions& options) {
  std::vector<const Contract*> out;
  for (const auto& each : program.model.units.front()->contracts)
    if (options.contract.empty() || options.contract == each->qualified) out.push_back(each.get());
  return out;
}

std::vector<Program> analyse_all(const ArtifactOptions& options) {
  std::vector<Program> programs;
  bool all_ok = true;
  for (const std::string& input : options.inputs) {
    programs.push_back(analyse_with(options, input));
    const Program& program = programs.back();
    fmt::print(stderr, "{}", render_text(program.reporter, program.files, colour_of(options)));
    all_ok = all_ok && program.ok();
  }
  if (!all_ok) programs.clear();
  return programs;
}

int write_artifacts(const std::vector<Artifact>& artifacts, const ArtifactOptions& options) {
  if (options.output_directory.empty()) {
    if (artifacts.size() != 1)
      return wrong_usage(
          fmt::format("this makes {} outputs, and stdout takes one", artifacts.size()),
          "name a folder for them with -o, or ask for one only");
    std::fwrite(artifacts.front().bytes.data(), 1, artifacts.front().bytes.size(), stdout);
    return kExitDone;
  }
  std::vector<OutputFile> files;
  std::set<std::string> names;
  for (const Artifact& each : artifacts) {
    if (!names.insert(each.name).second)
      return wrong_usage(fmt::format("two inputs would both write {}", each.name),
                         "give them to two calls, with an output folder each");
    files.push_back({std::filesystem::path(options.output_directory) / each.name, each.bytes});
  }
  Program nothing;
  if (write_all(files, nothing.reporter)) return kExitDone;
  fmt::print(stderr, "{}", render_text(nothing.reporter, nothing.files, colour_of(options)));
  return kExitRefused;
}

int emit_each(const ArtifactOptions& options, const std::string& suffix,
              const ContractEmitter& make) {
  const std::vector<Program> programs = analyse_all(options);
  if (programs.empty()) return kExitRefused;
  std::vector<Artifact> artifacts;
  for (const Program& program : programs)
    for (const Contract* contract : chosen_contracts(program, options)) {
      std::optional<std::string> text = make(*contract);
      if (!text) return kExitUsage;
      artifacts.push_back({contract->qualified + suffix, std::move(*text)});
    }
  if (artifacts.empty())
    return wrong_usage(options.contract.empty()
                           ? std::string("the inputs declare no contract")
                           : fmt::format("no input declares a contract '{}'", options.contract),
                       "name a file that declares one; qualified names have dots, such as N.C");
  return write_artifacts(artifacts, options);
}

}  // namespace contracts
