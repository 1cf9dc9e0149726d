// contractc mock: one header for each input file, beside which its contract's header must be found.
#include "driver/analysis.hpp"
#include "driver/tool_commands.hpp"
#include "emit/mock/mock.hpp"

namespace contracts {

int mock_command(const ToolOptions& options) {
  const std::vector<Program> programs = analyse_all(options);
  if (programs.empty()) return kExitRefused;
  std::vector<Artifact> artifacts;
  for (std::size_t i = 0; i < programs.size(); ++i) {
    const std::string stem = stem_of(options.inputs[i]);
    artifacts.push_back({stem + ".mock.hpp", mock_header(*programs[i].model.units.front(), stem)});
  }
  return write_artifacts(artifacts, options);
}

}  // namespace contracts
