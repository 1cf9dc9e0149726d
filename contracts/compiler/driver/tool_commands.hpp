// The commands beside compiling: pictures, pages, models, formatting, comparing, mocks. Each has a
// file of its own; here they get their place on the command line.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "driver/artifacts.hpp"

namespace contracts {

struct ToolOptions : ArtifactOptions {
  std::string form;      // graph, doc, diff: the output's format
  std::string importer;  // promela: the file whose contract the importer follows
  std::string old_file;  // diff
  std::string new_file;
  std::string side = "both";  // diff: whose view counts
  bool check = false;         // fmt
};

int ir_command(const ToolOptions& options);
int graph_command(const ToolOptions& options);
int promela_command(const ToolOptions& options);
int doc_command(const ToolOptions& options);
int fmt_command(const ToolOptions& options);
int mock_command(const ToolOptions& options);
int diff_command(const ToolOptions& options);

class ToolCommands {
 public:
  explicit ToolCommands(CLI::App& app);
  ToolCommands(const ToolCommands&) = delete;
  ToolCommands& operator=(const ToolCommands&) = delete;

  /// The exit code of the command that the command line named, if it named one of these.
  std::optional<int> run() const;

 private:
  using Run = int (*)(const ToolOptions&);
  CLI::App* add(const char* name, const char* purpose, const char* example, Run run);
  void add_printers();
  void add_generators();
  void add_editors();
  void add_inputs(CLI::App* command);
  void add_choice(CLI::App* command);
  void add_reading(CLI::App* command);
  void add_form(CLI::App* command, const std::vector<std::string>& forms, const char* purpose);

  CLI::App& app_;
  ToolOptions options_;
  std::vector<std::pair<CLI::App*, Run>> commands_;
};

}  // namespace contracts
