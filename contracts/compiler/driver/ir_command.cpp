// contractc ir: one JSON document for each input file.
#include "driver/analysis.hpp"
#include "driver/tool_commands.hpp"
#include "emit/ir.hpp"

namespace contracts {

int ir_command(const ToolOptions& options) {
  const std::vector<Program> programs = analyse_all(options);
  if (programs.empty()) return kExitRefused;
  std::vector<Artifact> artifacts;
  for (std::size_t i = 0; i < programs.size(); ++i)
    artifacts.push_back(
        {stem_of(options.inputs[i]) + ".ir.json",
         ir_of(*programs[i].model.units.front(), programs[i].files).dump(2) + "\n"});
  return write_artifacts(artifacts, options);
}

}  // namespace contracts
