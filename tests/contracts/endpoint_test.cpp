// The generated header under a compiler: every program in accept/ compiles, every program in
// reject/ does not, and the compiler says what the first line after `// expect: ` says. Use after
// move is the dialect checker's to refuse, not the C++ type system's.
#include <algorithm>
#include <catch2/catch.hpp>

#include "support.hpp"

using namespace contract_tests;
using Catch::Matchers::Contains;

namespace {

const std::string kInclude = SOURCE_ROOT "/sipc/runtime/include";
const std::string kFlags =
    " -std=c++23 -ffreestanding -fno-exceptions -fno-rtti -Wall -Wextra -Werror -fsyntax-only -I "
    "'" +
    kInclude + "' -I '" SOURCE_ROOT "/sipc/runtime/trusted/include' ";

/// The headers of the system's contracts and of the test's own, once for all cases.
const TemporaryFolder& headers() {
  static const TemporaryFolder folder;
  static const bool done = [] {
    for (const std::string file :
         {SOURCE_ROOT "/contracts/system/c1.contract", CONTRACT_TESTS "/accept/wide.contract",
          CONTRACT_TESTS "/accept/handover.contract", CONTRACT_TESTS "/accept/names.contract"}) {
      const RunResult result =
          run(CONTRACTC " compile '" + file + "' -o '" + folder.path().string() + "'", ".");
      INFO(result.err);
      REQUIRE(result.exit_code == 0);
    }
    return true;
  }();
  REQUIRE(done);
  return folder;
}

RunResult compile(const fs::path& file) {
  return run(CLANGXX + kFlags + "-I '" + headers().path().string() + "' '" + file.string() + "'",
             ".");
}

std::vector<fs::path> programs_in(const std::string& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(CONTRACT_TESTS) / folder))
    if (entry.path().extension() == ".cpp") out.push_back(entry.path());
  std::ranges::sort(out);
  REQUIRE_FALSE(out.empty());
  return out;
}

}  // namespace

TEST_CASE("programs that keep to the contract compile", "[endpoint]") {
  for (const fs::path& file : programs_in("accept")) {
    const RunResult result = compile(file);
    INFO(file.filename().string() << "\n" << result.err);
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("programs that break it do not, for the reason that they should", "[endpoint]") {
  for (const fs::path& file : programs_in("reject")) {
    const std::string text = read_file(file);
    const auto begin = text.find("// expect: ");
    REQUIRE(begin != std::string::npos);
    const std::string expected = text.substr(begin + 11, text.find('\n', begin) - begin - 11);
    const RunResult result = compile(file);
    INFO(file.filename().string());
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.err, Contains(expected));
  }
}
