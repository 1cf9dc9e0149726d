// contractc graph: one picture for each contract.
#include <fmt/format.h>

#include "driver/tool_commands.hpp"
#include "emit/graph/graph.hpp"

namespace contracts {

int graph_command(const ToolOptions& options) {
  if (options.form == "mermaid") return emit_each(options, ".mmd", graph_mermaid);
  if (options.form == "svg")
    return emit_each(options, ".svg", [](const Contract& contract) {
      std::optional<std::string> picture = graph_svg(contract);
      if (!picture)
        wrong_usage(fmt::format("{} has {} states, too many for a picture", contract.qualified,
                                contract.automaton.states.size()),
                    fmt::format("use --format dot; svg draws up to {} states", kMostDrawnStates));
      return picture;
    });
  return emit_each(options, ".dot", graph_dot);
}

}  // namespace contracts
