// The command line of the tools; every one has an example, which docs/contractc.md runs.
#include "driver/tool_commands.hpp"

#include <fmt/format.h>

namespace contracts {

ToolCommands::ToolCommands(CLI::App& app) : app_(app) {
  add_printers();
  add_generators();
  add_editors();
}

/// For reading.
void ToolCommands::add_printers() {
  CLI::App* ir = add("ir", "Print the whole model of contract files as JSON",
                     "contractc ir contracts/system/c1.contract > c1.ir.json", ir_command);
  add_inputs(ir);
  CLI::App* graph =
      add("graph", "Draw the automaton of each contract",
          "contractc graph --format svg contracts/system/c1.contract > c1.svg", graph_command);
  add_inputs(graph);
  add_choice(graph);
  add_form(graph, {"dot", "mermaid", "svg"}, "For Graphviz, for Mermaid, or a picture");
  CLI::App* doc =
      add("doc", "Write a reference page",
          "contractc doc --format html contracts/system/*.contract > contracts.html", doc_command);
  add_inputs(doc);
  add_choice(doc);
  add_form(doc, {"markdown", "html"}, "Markdown with Mermaid pictures, or one HTML file");
}

/// For testing.
void ToolCommands::add_generators() {
  CLI::App* promela = add("promela", "Write a model of both sides and their queues, for SPIN",
                          "contractc promela contracts/system/c1.contract > c1.pml && "
                          "spin -run c1.pml",
                          promela_command);
  add_inputs(promela);
  add_choice(promela);
  promela->add_option("--importer", options_.importer,
                      "The importer follows the contract of the same name in this file, such as "
                      "an older version");
  CLI::App* mock = add("mock", "Write a client and a server that walk at random, for tests",
                       "contractc mock contracts/system/c1.contract > c1.mock.hpp", mock_command);
  add_inputs(mock);
}

/// For writing and changing contracts.
void ToolCommands::add_editors() {
  CLI::App* format = add("fmt", "Lay contract files out, in place",
                         "contractc fmt --check contracts/system/*.contract", fmt_command);
  format->add_option("files", options_.inputs, "Contract files; `-` reads stdin, writes stdout")
      ->required();
  format->add_flag("--check", options_.check, "Change nothing, and name the files that would");
  add_reading(format);
  CLI::App* diff = add("diff", "Say what changed between two versions, and whom it breaks",
                       "contractc diff old/file.contract new/file.contract\n\n"
                       "Exit codes: 0 compatible, 1 breaking, 2 the two cannot be compared.",
                       diff_command);
  diff->add_option("old", options_.old_file, "The old version")->required();
  diff->add_option("new", options_.new_file, "The new version")->required();
  diff->add_option("--side", options_.side, "Whose breaking makes the exit code 1")
      ->check(CLI::IsMember({"importers", "exporters", "both"}));
  add_form(diff, {"text", "json"}, "For people or for tools");
  add_reading(diff);
}

CLI::App* ToolCommands::add(const char* name, const char* purpose, const char* example, Run run) {
  CLI::App* command = app_.add_subcommand(name, purpose);
  command->footer(fmt::format("Example:\n  {}\n", example));
  commands_.emplace_back(command, run);
  return command;
}

void ToolCommands::add_inputs(CLI::App* command) {
  command->add_option("files", options_.inputs, "Contract files")->required();
  command->add_option("-o,--output", options_.output_directory,
                      "Folder for the outputs; without it the only one goes to stdout");
  add_reading(command);
}

void ToolCommands::add_choice(CLI::App* command) {
  command->add_option("--contract", options_.contract, "Only the contract of this name");
}

void ToolCommands::add_reading(CLI::App* command) {
  command->add_option("-D", options_.defines, "A name that #if finds defined")
      ->allow_extra_args(false);
  command->add_option("-I", options_.search_path, "A folder where imports are looked for")
      ->allow_extra_args(false);
  command->add_option("--colour,--color", options_.colour, "Colour in text findings")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void ToolCommands::add_form(CLI::App* command, const std::vector<std::string>& forms,
                            const char* purpose) {
  options_.form = "";
  command->add_option("--format", options_.form, purpose)
      ->check(CLI::IsMember(forms))
      ->default_str(forms.front());
}

std::optional<int> ToolCommands::run() const {
  for (const auto& [command, run] : commands_)
    if (command->parsed()) return run(options_);
  return std::nullopt;
}

}  // namespace contracts
