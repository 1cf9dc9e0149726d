// What the command line asked for. Nothing here reaches clang as it stands: see clang.hpp.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sipc {

namespace fs = std::filesystem;

enum class Command { kBuild, kCheck, kNative, kExplain };
enum class Format { kText, kSarif };
enum class RedundantChecks { kNone, kStores, kStoresAndLoads };

struct Options {
  Command command = Command::kBuild;
  std::vector<fs::path> sources;
  std::optional<fs::path> manifest;
  fs::path output;
  std::vector<fs::path> contract_dirs;
  std::vector<fs::path> include_dirs;
  std::vector<std::string> defines;  // NAME or NAME=VALUE
  std::optional<fs::path> save_temps;
  std::string explain;  // a number like BD0101
  Format format = Format::kText;
  RedundantChecks checks = RedundantChecks::kStores;
  bool test_hooks = false;
  bool collector = false;                  // native; else the manifest says so
  std::vector<std::string> ignored_rules;  // BD numbers; only with test_hooks
  bool verbose = false;
};

struct ParsedCommandLine {
  Options options;
  std::optional<int> exit_code;  // set: everything has been said (help, version, usage error)
};

ParsedCommandLine parse_command_line(int count, char** words);

}  // namespace sipc
