// contractc promela: a model for SPIN from one contract, or from two versions of it.
#include <fmt/format.h>

#include <algorithm>

#include "driver/tool_commands.hpp"
#include "emit/promela/promela.hpp"

namespace contracts {
namespace {

bool share_an_entry(const Contract& a, const Contract& b) {
  return std::ranges::any_of(a.automaton.entries, [&](std::size_t first) {
    return std::ranges::any_of(b.automaton.entries, [&](std::size_t second) {
      return a.automaton.states[first].name == b.automaton.states[second].name;
    });
  });
}

const Contract* contract_named(const std::vector<Program>& programs, const std::string& name) {
  for (const Program& program : programs)
    for (const auto& each : program.model.units.front()->contracts)
      if (each->qualified == name) return each.get();
  return nullptr;
}

}  // namespace

int promela_command(const ToolOptions& options) {
  std::vector<Program> others;
  if (!options.importer.empty()) {
    ArtifactOptions importer = options;
    importer.inputs = {options.importer};
    others = analyse_all(importer);
    if (others.empty()) return kExitRefused;
  }
  return emit_each(options, ".pml", [&](const Contract& exporter) -> std::optional<std::string> {
    if (options.importer.empty()) return promela_model(exporter, exporter);
    const Contract* importer = contract_named(others, exporter.qualified);
    if (importer != nullptr && share_an_entry(exporter, *importer))
      return promela_model(exporter, *importer);
    wrong_usage(
        importer == nullptr
            ? fmt::format("{} declares no contract {}", options.importer, exporter.qualified)
            : fmt::format("the two versions of {} share no entry state", exporter.qualified),
        "give two versions of one contract, that can begin in the same state");
    return std::nullopt;
  });
}

}  // namespace contracts
