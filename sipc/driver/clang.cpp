// Putting the command together, running it, and not believing a failure without a message.
#include "driver/clang.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "base/process.hpp"
#include "driver/names.hpp"

namespace sipc {
namespace {

using Words = std::vector<std::string>;

void add_paths(Words& words, const Toolset& tools, const fs::path& source) {
  const auto map = [&](const fs::path& from, const char* to) {
    if (!from.empty()) words.push_back(fmt::format("-ffile-prefix-map={}={}", from.string(), to));
  };
  // No path of this machine gets into the output.
  map(source.parent_path(), ".");
  for (const auto& dir : tools.options.include_dirs) map(fs::canonical(dir), "include");
  map(tools.generated, "generated");
  map(tools.sdk.root(), "sdk");
  words.push_back("-fdebug-compilation-dir=.");

  const fs::path& root = tools.sdk.root();
  for (const auto& dir : {root / "freestanding" / "std", root / "freestanding" / "builtin",
                          root / "include", root / "trusted"}) {
    words.insert(words.end(), {"-isystem", dir.string()});
  }
  if (tools.options.test_hooks)
    words.insert(words.end(), {"-isystem", (root / "test_hooks").string()});
  if (!tools.generated.empty()) words.insert(words.end(), {"-I", tools.generated.string()});
  for (const auto& dir : tools.options.include_dirs)
    words.insert(words.end(), {"-I", fs::canonical(dir).string()});
  for (const auto& define : tools.options.defines) words.insert(words.end(), {"-D", define});
}

}  // namespace

Result<void> check_user_flags(const Options& options) {
  for (const auto& define : options.defines) {
    const std::string name = define.substr(0, define.find('='));
    if (!is_macro_name(name) || define.find('\n') != define.npos) {
      return fail("BS0110", {},
                  fmt::format("-D {}: '{}' is reserved or no macro name", define, name),
                  "use letters, digits and single _, and no name of the language or the library");
    }
  }
  for (const auto& dir : options.include_dirs) {
    std::error_code error;
    if (!fs::is_directory(dir, error))
      return fail("BS0111", {dir.string()}, "is not a folder", "correct the argument of -I");
  }
  return {};
}

std::vector<std::string> clang_command(const Toolset& tools, const fs::path& source,
                                       Product product, const fs::path& output) {
  Words words = {BULKHEAD_CLANGXX, "--no-default-config"};
  words.insert(words.end(), kLanguageFlags.begin(), kLanguageFlags.end());
  words.insert(words.end(), {"-Wall", "-Wextra", "-ferror-limit=0"});
  words.push_back("-fplugin=" + tools.sdk.plugin().string());
  words.push_back("-fplugin-arg-bulkhead_checker-trusted-list=" + tools.trust_list.string());
  for (const auto& rule : tools.options.ignored_rules)
    words.push_back("-fplugin-arg-bulkhead_checker-ignore-rule=" + rule);
  add_paths(words, tools, source);
  if (tools.options.format == Format::kSarif)
    words.insert(words.end(), {"-fdiagnostics-format=sarif", "-Wno-sarif-format-unstable"});
  else if (::isatty(2) != 0)
    words.push_back("-fcolor-diagnostics");
  if (product == Product::kBitcode)
    words.insert(words.end(), {"-emit-llvm", "-c", "-o", output.string()});
  else
    words.push_back("-fsyntax-only");
  words.insert(words.end(), {"-x", "c++", source.string()});
  return words;
}

Result<void> run_clang(const Toolset& tools, const fs::path& source, Product product,
                       const fs::path& output, std::vector<std::string>* sarif) {
  const auto command = clang_command(tools, source, product, output);
  if (tools.options.verbose) fmt::print(stderr, "{}\n", quoted(command));
  auto outcome = run(command);
  if (!outcome) return std::unexpected(outcome.error());
  if (sarif != nullptr)
    sarif->push_back(outcome->err);
  else
    std::fputs(outcome->err.c_str(), stderr);
  if (outcome->status == 0) return {};
  if (!outcome->err.empty() && outcome->status == 1) {
    // The checker's findings have numbers of their own; C++ that is none gets ours.
    if (outcome->err.find("BD0") != std::string::npos) return std::unexpected(Findings{});
    return fail("BS0121", {source.string()}, "this is not C++ that compiles",
                "mend the compiler's errors above");
  }
  return fail("BS0120", {source.string()},
              fmt::format("the compiler or the checker failed (status {})", outcome->status),
              "report this as a defect, with the source");
}

}  // namespace sipc
