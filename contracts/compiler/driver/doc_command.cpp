// contractc doc: one page for all contracts of the inputs.
#include <fmt/format.h>

#include "driver/tool_commands.hpp"
#include "emit/doc/doc.hpp"

namespace contracts {

int doc_command(const ToolOptions& options) {
  const std::vector<Program> programs = analyse_all(options);
  if (programs.empty()) return kExitRefused;
  std::vector<const Contract*> chosen;
  for (const Program& program : programs)
    for (const Contract* each : chosen_contracts(program, options)) chosen.push_back(each);
  if (chosen.empty())
    return wrong_usage("there is no contract to document", "name a file that declares one");
  const bool html = options.form == "html";
  const std::string name = chosen.size() == 1 ? chosen.front()->qualified : "contracts";
  return write_artifacts(
      {{name + (html ? ".html" : ".md"), html ? doc_html(chosen) : doc_markdown(chosen)}}, options);
}

}  // namespace contracts
