// The generated header under a compiler: every program in accept/ compiles, every program in
// reject/ does not, and the compiler says what the first line after `// expect: ` says. Use after
// move is the dialect checker's to refuse, not the C++ type system's.
#include <catch2/catch.hpp>

#include "support.hpp"

using namespace contract_tests;
using Catch::Matchers::Contains;

namespace {

/// The headers of the system's contracts and of the test's own, once for all cases.
const TemporaryFolder& headers() {
  static const TemporaryFolder folder;
  static const bool done = [] {
    for (const std::string file :
         {SOURCE_ROOT "/contracts/system/c1.contract",
          SOURCE_ROOT "/contracts/system/bulk.contract", CONTRACT_TESTS "/accept/wide.contract",
          CONTRACT_TESTS "/accept/handover.contract", CONTRACT_TESTS "/accept/names.contract",
          CONTRACT_TESTS "/accept/derived.contract"}) {
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
  return run(
      CLANGXX + endpoint_flags() + "-I '" + headers().path().string() + "' '" + file.string() + "'",
      ".");
}

}  // namespace

TEST_CASE("programs that keep to the contract compile", "[endpoint]") {
  for (const fs::path& file : corpus_files("accept", ".cpp")) {
    const RunResult result = compile(file);
    INFO(file.filename().string() << "\n" << result.err);
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("programs that break it do not, for the reason that they should", "[endpoint]") {
  for (const fs::path& file : corpus_files("reject", ".cpp")) {
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
