// Clang's command line, which belongs to the language: the flags below and nothing else. Users
// choose folders and unreserved macros.
#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "base/finding.hpp"
#include "driver/options.hpp"
#include "driver/sdk.hpp"

namespace sipc {

// Recorded in the evidence.
inline constexpr std::array kLanguageFlags = {
    "--target=le64",
    "-std=c++23",
    "-O1",
    "-Xclang",
    "-disable-llvm-passes",
    "-g",
    "-fstandalone-debug",
    "-ffreestanding",
    "-nostdinc",
    "-nostdinc++",
    "-nostdlibinc",
    "-fno-exceptions",
    "-fno-rtti",
    "-fwrapv",
    "-fno-finite-loops",
    "-fno-strict-aliasing",
    "-fvisibility=hidden",
    "-ftrivial-auto-var-init=zero",
    "-fsanitize=return,shift,integer-divide-by-zero,float-cast-overflow,bool,enum,unreachable",
    "-fsanitize-trap=all",
    "-fsanitize-undefined-strip-path-components=-1"};

struct Toolset {
  const Sdk& sdk;
  const Options& options;
  fs::path generated;   // generated headers; may not exist yet
  fs::path trust_list;  // for the checker
};

// BS0110 reserved macro, BS0111 folder.
Result<void> check_user_flags(const Options& options);

enum class Product { kBitcode, kNothing };

// The whole command. `output` is ignored for kNothing.
std::vector<std::string> clang_command(const Toolset& tools, const fs::path& source,
                                       Product product, const fs::path& output);

// Runs it; clang's findings go to stderr (text) or into `sarif`. An empty Findings: clang has
// reported. BS0120: clang failed without a finding.
Result<void> run_clang(const Toolset& tools, const fs::path& source, Product product,
                       const fs::path& output, std::vector<std::string>* sarif);

}  // namespace sipc
