// What contractc can be asked to do. Each command returns the exit code: 0 done, 1 the input was
// refused, 2 wrong usage.
#pragma once
#include <set>
#include <string>
#include <vector>

namespace contracts {

inline constexpr int kExitDone = 0;
inline constexpr int kExitRefused = 1;
inline constexpr int kExitUsage = 2;
inline constexpr const char* kVersion = "0.1.0";

struct Options {
  std::vector<std::string> inputs;
  std::string output_directory;
  std::string depfile;
  std::string format = "text";  // text, json, sarif
  std::string colour = "auto";  // auto, always, never
  std::vector<std::string> defines;
  bool report = false;  // check: also print what was computed
  std::vector<std::string> search_path;
};

int compile_command(const Options& options);
int check_command(const Options& options);
int explain_command(const std::string& number);
/// Prints docs/diagnostics/contracts.md; the input is the folder of the corpus.
int catalogue_command(const Options& options);

}  // namespace contracts
