// contractc as a program: exit codes, all-or-nothing outputs, depfile, formats for tools, help.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "diagnostics/catalogue.hpp"
#include "support.hpp"

using namespace contract_tests;
using Catch::Matchers::Contains;

namespace {
const std::string kGood = "contract C { in message M(); state S: M? -> E; state E: ; }\n";
const std::string kBad = "contract C { in message M(); state S: N? -> E; state E: ; }\n";
}  // namespace

TEST_CASE("exit codes: 0 done, 1 refused, 2 usage", "[command]") {
  const TemporaryFolder folder;
  folder.write("good.contract", kGood);
  folder.write("bad.contract", kBad);
  const auto code = [&](const std::string& arguments) {
    return run(CONTRACTC " " + arguments, folder.path()).exit_code;
  };
  CHECK(code("check good.contract") == 0);
  CHECK(code("check good.contract bad.contract good.contract") == 1);
  CHECK(code("compile bad.contract -o out") == 1);
  CHECK(code("ir bad.contract") == 1);
  CHECK(code("--help") == 0);
  CHECK(code("--version") == 0);
  CHECK(code("") == 2);
  CHECK(code("compile good.contract") == 2);
  CHECK(code("check") == 2);
  CHECK(code("check --no-such-option good.contract") == 2);
  CHECK(code("frobnicate") == 2);
  CHECK(code("--explain BC0401") == 0);
  CHECK(code("--explain BC9999") == 2);
  CHECK(code("--explain nonsense") == 2);
}

TEST_CASE("help has an example, explain has a remedy", "[command]") {
  CHECK_THAT(run(CONTRACTC " --help", ".").out,
             Contains("contractc compile contracts/system/c1.contract -o"));
  const std::string text = run(CONTRACTC " --explain BC0403", ".").out;
  CHECK_THAT(text,
             Contains("unbounded-queue") && Contains("What to do: ") && Contains("For example:"));
}

TEST_CASE("a refused contract leaves nothing behind, and what was there stays", "[command]") {
  const TemporaryFolder folder;
  folder.write("x.contract", kBad);
  REQUIRE(run(CONTRACTC " compile x.contract -o out --depfile out/x.d", folder.path()).exit_code ==
          1);
  CHECK(folder.names() == std::vector<std::string>{"x.contract"});
  folder.write("x.contract", kGood);
  REQUIRE(run(CONTRACTC " compile x.contract -o out --depfile out/x.d", folder.path()).exit_code ==
          0);
  const std::vector<std::string> all = {"out/C.canonical", "out/C.table", "out/x.contract.hpp",
                                        "out/x.d", "x.contract"};
  CHECK(folder.names() == all);
  const std::string before = read_file(folder / "out/x.contract.hpp");
  folder.write("x.contract", kBad);
  CHECK(run(CONTRACTC " compile x.contract -o out --depfile out/x.d", folder.path()).exit_code ==
        1);
  CHECK(folder.names() == all);
  CHECK(read_file(folder / "out/x.contract.hpp") == before);
}

TEST_CASE("if one output cannot be written, none is", "[command]") {
  const TemporaryFolder folder;
  folder.write("x.contract", kGood);
  fs::create_directories(folder / "out/C.table");  // a directory where the table should go
  const RunResult result = run(CONTRACTC " compile x.contract -o out", folder.path());
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.err, Contains("out/C.table:1:1: error: BC0012: "));
  CHECK(folder.names() == std::vector<std::string>{"x.contract"});
  const RunResult file = run(CONTRACTC " compile x.contract -o x.contract", folder.path());
  CHECK(file.exit_code == 1);
  CHECK_THAT(file.err, Contains("BC0012"));
  CHECK(read_file(folder / "x.contract") == kGood);
}

TEST_CASE("the depfile names every file read", "[command]") {
  const TemporaryFolder folder;
  folder.write("a b.contract", "enum K { A }");
  folder.write("x.contract", "import \"a b.contract\";\n" + kGood);
  REQUIRE(run(CONTRACTC " compile x.contract -o out --depfile x.d", folder.path()).exit_code == 0);
  CHECK(read_file(folder / "x.d") == "out/x.contract.hpp: x.contract a\\ b.contract\n");
}

TEST_CASE("findings for tools", "[command]") {
  const TemporaryFolder folder;
  folder.write("x.contract", kBad);
  const RunResult json = run(CONTRACTC " check --format json x.contract", folder.path());
  CHECK(json.exit_code == 1);
  const auto finding = nlohmann::json::parse(json.out)["findings"][0];
  CHECK(finding["number"] == "BC0201");
  CHECK(finding["line"] == 1);
  CHECK(finding["column"] == 39);
  const auto both = nlohmann::json::parse(
      run(CONTRACTC " check --format json x.contract x.contract missing.contract", folder.path())
          .out);
  CHECK(both["findings"].size() == 3);
  const auto sarif =
      nlohmann::json::parse(run(CONTRACTC " check --format sarif x.contract", folder.path()).out);
  CHECK(sarif["version"] == "2.1.0");
  CHECK(sarif["runs"][0]["results"][0]["ruleId"] == "BC0201");
  CHECK(sarif["runs"][0]["tool"]["driver"]["rules"].size() == contracts::catalogue().size());
}

TEST_CASE("-D defines what #if asks for", "[command]") {
  const TemporaryFolder folder;
  folder.write("x.contract", "#if GOOD\n" + kGood + "#else\n" + kBad + "#endif\n");
  CHECK(run(CONTRACTC " check x.contract", folder.path()).exit_code == 1);
  CHECK(run(CONTRACTC " check -D GOOD x.contract", folder.path()).exit_code == 0);
}

TEST_CASE("the published list of diagnostics is the catalogue", "[command]") {
  CHECK(run(CONTRACTC " catalogue '" CONTRACT_TESTS "'", ".").out ==
        read_file(SOURCE_ROOT "/docs/diagnostics/contracts.md"));
}

TEST_CASE("imports are also looked for in the folders of -I, after the file's own", "[command]") {
  const TemporaryFolder folder;
  folder.write("shared/kinds.contract", "enum K { A }");
  folder.write("x.contract", "import \"kinds.contract\";\n" + kGood);
  CHECK(run(CONTRACTC " check x.contract", folder.path()).exit_code == 1);
  CHECK(run(CONTRACTC " check -I nowhere -I shared x.contract", folder.path()).exit_code == 0);
  folder.write("kinds.contract", "enum K { }");
  CHECK_THAT(run(CONTRACTC " check -I shared x.contract", folder.path()).err,
             Contains("kinds.contract:1:6: error: BC0207"));
}
