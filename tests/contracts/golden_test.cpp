// The exact bytes that contractc writes for C1, and that it always writes the same. After a wanted
// change: `contractc compile contracts/system/c1.contract -o tests/contracts/golden`, then read the
// difference before committing it.
#include <catch2/catch.hpp>

#include "support.hpp"

using namespace contract_tests;

namespace {
const std::string kSystem = SOURCE_ROOT "/contracts/system";
}

TEST_CASE("C1 compiles to the bytes that were reviewed", "[golden]") {
  const TemporaryFolder folder;
  const RunResult result =
      run(CONTRACTC " compile c1.contract -o '" + folder.path().string() + "'", kSystem);
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  CHECK(result.err.empty());
  CHECK(folder.names() == std::vector<std::string>{"C1.canonical", "C1.table", "c1.contract.hpp"});
  for (const std::string& name : folder.names()) {
    INFO(name);
    CHECK(read_file(folder / name) == read_file(fs::path(CONTRACT_TESTS) / "golden" / name));
  }
}

TEST_CASE("the article's contract is compiled as it stands", "[golden]") {
  const std::string text = read_file(kSystem + "/c1.contract");
  CHECK(
      text.ends_with("contract C1 {\nin message Request(int x) requires x > 0;\nout message "
                     "Reply(int y);\nout message Error();\n\n"
                     "state Start:\nRequest? -> Pending;\nstate Pending: one {\nReply! -> "
                     "Start;\nError! -> Stopped;\n}\nstate Stopped: ;\n}\n"));
}

TEST_CASE("the IR of C1 is the one that was reviewed", "[golden]") {
  const RunResult result = run(CONTRACTC " ir c1.contract", kSystem);
  REQUIRE(result.exit_code == 0);
  CHECK(result.out == read_file(fs::path(CONTRACT_TESTS) / "golden" / "c1.ir.json"));
}

TEST_CASE("same input, same bytes, wherever the outputs go", "[golden]") {
  const TemporaryFolder first, second;
  for (const std::string name : {"c1", "bulk"}) {
    REQUIRE(
        run(CONTRACTC " compile " + name + ".contract -o '" + first.path().string() + "'", kSystem)
            .exit_code == 0);
    REQUIRE(run(CONTRACTC " compile '" + kSystem + "/" + name + ".contract' -o " +
                    second.path().filename().string(),
                second.path().parent_path())
                .exit_code == 0);
  }
  REQUIRE(first.names() == second.names());
  for (const std::string& name : first.names())
    CHECK(read_file(first / name) == read_file(second / name));
}

TEST_CASE("a diagnostic looks as it was reviewed", "[golden]") {
  const TemporaryFolder folder;
  folder.write("caret.contract",
               "contract C {\n\tin message M(); // caf\xC3\xA9\n  /* \xE2\x82\xAC */ out message "
               "R(strnig s);\nstate S: M? -> M! -> S;\n}\n");
  const RunResult result = run(CONTRACTC " check caret.contract", folder.path());
  CHECK(result.exit_code == 1);
  CHECK(result.err ==
        "caret.contract:3:25: error: BC0200: there is no type 'strnig'\n"
        "    3 |   /* \xE2\x82\xAC */ out message R(strnig s);\n"
        "      |                         ^~~~~~\n"
        "      = help: declare it as enum or struct, or use a primitive type: bool byte sbyte "
        "short ushort int uint long ulong char float double UIntPtr\n"
        "caret.contract:4:16: error: BC0400: M is an in message, so the exporter cannot send it\n"
        "    4 | state S: M? -> M! -> S;\n"
        "      |                ^\n"
        "      = help: write `M?`, or declare the message `out`\n"
        "caret.contract:2:13: note: the message is declared here\n"
        "    2 | \tin message M(); // caf\xC3\xA9\n"
        "      | \t           ^\n"
        "2 errors, 0 warnings\n");
}
