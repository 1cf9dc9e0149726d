// The dialect through sipc: what hides a pointer from a trusting checker does not hide it from this
// one. The rules' own tests are in tests/checker.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "fixture.hpp"

namespace {

sipc::Outcome check(const std::string& text, const std::vector<std::string>& words = {}) {
  const Folder folder;
  std::vector<std::string> all = {"check", folder.write("main.cpp", text).string()};
  all.insert(all.end(), words.begin(), words.end());
  return sipc_run(all);
}

}  // namespace

TEST_CASE("raw pointers are refused however they are hidden", "[dialect]") {
  const std::vector<std::string> hidden = {
      "using Address = int*;\nint f(Address a) { return *a; }\n",
      "int f() { int x = 1; auto p = &x; return *p; }\n",
      "# 1 \"trusted.hpp\" 1 3\nint f(int* p) { return *p; }\n",
      "#line 1 \"sip/sip.hpp\"\nint f(int* p) { return *p; }\n",
      "#pragma GCC system_header\nint f(int* p) { return *p; }\n",
      "#include <sip/sip.hpp>\n#pragma clang diagnostic ignored \"-Weverything\"\nint f(int* p) { "
      "return *p; }\n",
  };
  for (const auto& text : hidden) {
    CAPTURE(text);
    const auto outcome = check(text);
    CHECK(outcome.status == 1);
    CHECK(reports(outcome, "BD01"));
  }
}

TEST_CASE("safe code is accepted without a manifest", "[dialect]") {
  const auto outcome = check(
      "#include <sip/sip.hpp>\nint f(int a) {\n  sip::Array<int, 4> numbers;\n  numbers[1] = a;\n  "
      "sip::log(\"{} {}\", numbers[1], true);\n  return numbers[2];\n}\n");
  INFO(outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("a format with the wrong number of placeholders does not compile", "[dialect]") {
  CHECK(check("#include <sip/sip.hpp>\nvoid f() { sip::log(\"{} {}\", 1); }\n").status == 1);
  CHECK(check("#include <sip/sip.hpp>\nvoid f() { sip::log(\"none\", 1); }\n").status == 1);
}

TEST_CASE("an exchange vector that is dropped is refused", "[dialect]") {
  const auto outcome =
      check("#include <sip/sip.hpp>\nvoid f() { auto block = sip::ExVector<int>::make(4); }\n");
  CHECK(reports(outcome, "BD0502"));
}

TEST_CASE("headers outside of the library's closure do not exist", "[dialect]") {
  for (const std::string header :
       {"vector", "memory", "string", "immintrin.h", "stdio.h", "stdarg.h", "new"}) {
    CAPTURE(header);
    const auto outcome = check("#include <" + header + ">\n");
    CHECK(outcome.status == 1);
    CHECK(reports(outcome, "file not found"));
  }
}

TEST_CASE("endpoints of C1 refuse what the contract does not allow", "[dialect]") {
  const std::string good = R"(#include <sip/sip.hpp>
#include <c1.contract.hpp>
int ask(C1::Imp<C1::Start> server) {
  auto pending = std::move(server).send(C1::Request{.x = 3});
  int answer = 0;
  std::move(pending).receive().match(
      [&](C1::Reply reply, C1::Imp<C1::Start> again) { answer = reply.y; std::move(again).close(); },
      [&](C1::Error, C1::Imp<C1::Stopped>) {}, [&](sip::Closed) {});
  return answer;
}
)";
  const auto check_c1 = [](const std::string& text) {
    return check(text, {"--contracts", SOURCE_ROOT "/contracts/system"});
  };
  CHECK(check_c1(good).status == 0);

  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return check_c1(text);
  };
  CHECK(reports(changed("  int answer",
                        "  auto twice = std::move(server).send(C1::Request{.x = 4});\n"
                        "  std::move(twice).close();\n  int answer"),
                "BD0501"));
  CHECK(reports(changed(".x = 3", ".x = 0"), "C1.Start: Request requires x > 0"));
  CHECK(reports(changed(", [&](sip::Closed) {}", ""), "this match leaves out Closed"));
  CHECK(reports(changed("Imp<C1::Start> server", "Imp<C1::Pending> server"),
                "C1: an importer in state Pending cannot send"));
  CHECK(reports(changed("std::move(again).close();", ""), "BD0502"));
}

TEST_CASE("test hooks exist only when they are asked for", "[dialect]") {
  const std::string text =
      "#include <sip/testing.hpp>\nvoid f() { sip::testing::null_access(); }\n";
  CHECK(check(text).status == 1);
  const auto outcome = check(text, {"--test-hooks"});
  INFO(outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("SARIF holds clang's and sipc's findings in one log", "[dialect]") {
  const Folder folder;
  const std::string bad = folder.write("bad.cpp", "int f(int* p) { return *p; }\n").string();
  const std::string empty = folder.write("empty.cpp", "").string();
  const auto outcome = sipc_run({"check", bad, empty, "--format=sarif"});
  CHECK(outcome.status == 1);
  const auto log = nlohmann::json::parse(outcome.out);
  CHECK(log["version"] == "2.1.0");
  REQUIRE(log["runs"].size() == 2);
  CHECK(log["runs"][0].dump().find("BD0101") != std::string::npos);
  CHECK(log["runs"][1]["results"][0]["ruleId"] == "BS0014");
}
