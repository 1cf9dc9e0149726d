// What the command line asks for.
#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace verifier {

enum class Format : std::uint8_t { kText, kJson, kSarif, kHtml };

struct Options {
  std::filesystem::path image, newer, output, key, public_key, sipc, sips;
  std::set<unsigned> waived;
  std::string number;
  Format format = Format::kText;
  bool development = false;
  bool quiet = false;
  bool rebuild = false;
  bool mermaid = false;
  bool loads = false;
};

// Each returns the exit code: 0 passed, 1 refused.
int certify(const Options& options);
int check(const Options& options);
int explain(const Options& options);
// 0 nothing grew, 1 something did, or an image could not be understood.
int diff(const Options& options);
int graph(const Options& options);
// Lists the stores of a .sip that need a check. Exit code 1: there are some.
int suggest(const Options& options);
// Prints a log with the source lines of its backtraces.
int locate(const Options& options);

}  // namespace verifier
