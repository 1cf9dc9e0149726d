// contractc: the contract compiler. This file only reads the command line; the stages are named in
// commands.cpp (what is done) and program.cpp (load: read, scan, parse; then the passes).
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "driver/commands.hpp"
#include "driver/tool_commands.hpp"

namespace {

constexpr const char* kExample =
    "Example:\n"
    "  contractc compile contracts/system/c1.contract -o generated --depfile generated/c1.d\n"
    "  contractc check contracts/system/*.contract\n"
    "  contractc --explain BC0401\n\n"
    "Exit codes: 0 done, 1 the input was refused, 2 wrong usage.";

void add_input_options(CLI::App& command, contracts::Options& options) {
  command.add_option("-D", options.defines, "A name that #if finds defined")
      ->allow_extra_args(false);
  command.add_option("-I", options.search_path, "A folder where imports are looked for")
      ->allow_extra_args(false);
  command.add_option("--format", options.format, "How findings are shown")
      ->check(CLI::IsMember({"text", "json", "sarif"}));
  command.add_option("--colour,--color", options.colour, "Colour in text findings")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

}  // namespace

int main(int argc, char** argv) {
  contracts::Options options;
  std::string number;
  CLI::App app{
      "contractc compiles channel contracts to typed endpoints, automaton tables and JSON.",
      "contractc"};
  app.footer(kExample);
  app.set_version_flag("--version", fmt::format("contractc {}", contracts::kVersion));
  CLI::Option* explain =
      app.add_option("--explain", number, "Explain a diagnostic, such as BC0401");

  CLI::App* compile = app.add_subcommand(
      "compile", "Write C++ headers, canonical texts and automaton tables of contract files");
  compile->add_option("files", options.inputs, "Contract files; all are written, or none")
      ->required();
  compile->add_option("-o,--output", options.output_directory, "Directory for the outputs")
      ->required();
  compile->add_option("--depfile", options.depfile, "Write the files read, for Ninja");
  CLI::App* check = app.add_subcommand("check", "Only report what is wrong");
  check->add_option("files", options.inputs, "Contract files, each checked on its own")->required();
  check->add_flag("--report", options.report, "Also print bounds, sizes and numbers of states");
  CLI::App* catalogue =
      app.add_subcommand("catalogue", "Print the list of all diagnostics as Markdown");
  catalogue->add_option("corpus", options.inputs, "The folder with the tests' invalid/ and mended/")
      ->required()
      ->expected(1);
  for (CLI::App* command : {compile, check}) add_input_options(*command, options);
  const contracts::ToolCommands tools(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? contracts::kExitDone : contracts::kExitUsage;
  }
  if (const auto code = tools.run()) return *code;
  if (explain->count() > 0) return contracts::explain_command(number);
  if (compile->parsed()) return contracts::compile_command(options);
  if (check->parsed()) return contracts::check_command(options);
  if (catalogue->parsed()) return contracts::catalogue_command(options);
  fmt::print(stderr, "{}", app.help());
  return contracts::kExitUsage;
}
