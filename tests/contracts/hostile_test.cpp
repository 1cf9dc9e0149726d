// Input meant to hurt: each gets a number at a place, in bounded time and memory, and no output.
#include <catch2/catch.hpp>
#include <cctype>

#include "diagnostics/catalogue.hpp"
#include "emit/cpp_header.hpp"
#include "support.hpp"

using namespace contract_tests;
using Catch::Matchers::Contains;

namespace {

std::string repeat(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// The sanitizers reserve far more addresses than they use.
#if __has_feature(address_sanitizer)
const std::string kMemoryLimit = "";
const std::string kSeconds = "60";
#else
const std::string kMemoryLimit = "ulimit -v 1500000; ";
const std::string kSeconds = "5";
#endif

/// Runs contractc with limits on processor time and memory, as nothing else would stop it. What
/// exceeds them is killed.
RunResult compile_limited(const TemporaryFolder& folder, const std::string& file) {
  return run(
      "ulimit -t " + kSeconds + "; " + kMemoryLimit + CONTRACTC " compile '" + file + "' -o out",
      folder.path());
}

void refused(const std::string& text, const std::string& number) {
  const TemporaryFolder folder;
  folder.write("x.contract", text);
  const RunResult result = compile_limited(folder, "x.contract");
  INFO(result.err.substr(0, 500));
  CHECK(result.exit_code == 1);
  CHECK(result.err.starts_with("x.contract:"));
  CHECK_THAT(result.err.substr(0, result.err.find('\n')), Contains(": error: " + number + ": "));
  CHECK(folder.names() == std::vector<std::string>{"x.contract"});
}

}  // namespace

TEST_CASE("paths that are no contract", "[hostile]") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "directory.contract");
  for (const std::string path :
       {"missing.contract", "directory.contract", "/dev/zero", "missing/x.contract"}) {
    const RunResult result = compile_limited(folder, path);
    INFO(path << ": " << result.err);
    CHECK(result.exit_code == 1);
    CHECK(result.err.starts_with(path + ":1:1: error: BC0001: "));
    CHECK(folder.names().empty());
  }
}

TEST_CASE("a megabyte of one thing", "[hostile]") {
  refused(repeat("(", 1'000'000), "BC0007");
  refused(repeat("-", 1'000'000), "BC0007");
  refused(repeat("x", 1'000'000), "BC0103");
  refused(repeat("a ", 500'000), "BC0101");
  refused(repeat(";", 1'000'000), "BC0101");
  refused(repeat("\"", 999'999), "BC0009");
  refused(repeat("/* ", 300'000), "BC0008");
  refused(repeat("#if A\n", 100'000), "BC0007");
  refused(repeat("import \"a\";", 90'000), "BC0001");
  refused(std::string(1'000'000, '\0'), "BC0004");
  refused(repeat("\xE2\x82", 500'000), "BC0005");
  refused(std::string("\x7F"
                      "ELF\x02\x01\x01\0",
                      8),
          "BC0004");
}

TEST_CASE("too large is too large", "[hostile]") {
  refused(repeat("contract C { }\n", 300'000), "BC0003");
  refused(
      "contract C { " +
          [] {
            std::string out;
            for (int i = 0; i < 5000; ++i) out += "in message M" + std::to_string(i) + "(); ";
            return out;
          }() +
          "state S: M1? -> E; state E: ; }",
      "BC0409");
}

TEST_CASE("long rules", "[hostile]") {
  const std::string head = "contract C { in message A(); in message B(int x) requires ";
  refused(head + repeat("x > 0 && ", 100'000) + "x > 0; state S: A? -> S; }", "BC0007");
  refused(head + "x > 0; state S: " + repeat("A? -> ", 100'000) + "S; }", "BC0411");
  refused(head + "x > 0; state S: (" + repeat("A? or ", 100'000) + "A?) -> S; }", "BC0402");
}

TEST_CASE("imports without end", "[hostile]") {
  const TemporaryFolder folder;
  for (int i = 0; i < 1100; ++i)
    folder.write(std::to_string(i) + ".contract",
                 "import \"" + std::to_string(i + 1) + ".contract\";");
  const contracts::Program chain = contracts::analyse((folder / "0.contract").string(), {});
  CHECK(numbers(chain) == std::vector<int>{13});
  folder.write("a.contract", "import \"b.contract\";");
  folder.write("b.contract", "import \"a.contract\";");
  CHECK(numbers(contracts::analyse((folder / "a.contract").string(), {})) ==
        std::vector<int>{11, 11});
}

TEST_CASE("every cut of C1 is refused or means C1", "[hostile]") {
  const std::string text = read_file(SOURCE_ROOT "/contracts/system/c1.contract");
  for (std::size_t length = 0; length + 2 < text.size(); ++length) {
    const contracts::Program program = analyse_text(text.substr(0, length));
    INFO("cut after byte " << length);
    CHECK_FALSE(program.ok());
  }
}

TEST_CASE("a flipped byte anywhere in C1 never crashes", "[hostile]") {
  const std::string text = read_file(SOURCE_ROOT "/contracts/system/c1.contract");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int flip = i % 3 == 0 ? 0x01 : i % 3 == 1 ? 0x20 : 0x80;
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ flip);
    const contracts::Program program = analyse_text(changed);
    for (const auto& finding : program.reporter.findings())
      CHECK(contracts::find_catalogue_entry(finding.number) != nullptr);
  }
}

TEST_CASE("ten thousand states compile in time", "[hostile]") {
  const TemporaryFolder folder;
  std::string text = "contract C { in message A(); out message B(); out message Stop();\n";
  for (int i = 0; i < 5000; ++i) {
    const std::string n = std::to_string(i);
    text += "state S" + n + ": A? -> T" + n + "; state T" + n + ": one { B! -> S" +
            std::to_string((i + 1) % 5000) + "; Stop! -> End; }\n";
  }
  folder.write("x.contract", text + "state End: ; }");
  const RunResult result = compile_limited(folder, "x.contract");
  INFO(result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("what fuzzing found, and the seeds it started from, end with a verdict", "[hostile]") {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(SOURCE_ROOT "/contracts/fuzz/corpus")) {
    INFO(entry.path().filename().string());
    const contracts::Program program = contracts::analyse(entry.path().string(), {});
    for (const auto& finding : program.reporter.findings())
      CHECK(contracts::find_catalogue_entry(finding.number) != nullptr);
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("leaving out or doubling any word of the good files ends with a verdict", "[hostile]") {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  std::size_t count = 0;
  const auto check = [&](const std::string& text) {
    const contracts::Program program = contracts::analyse_text("nowhere/x.contract", text, {});
    if (program.ok()) CHECK_FALSE(contracts::cpp_header(*program.model.units.front(), "x").empty());
    ++count;
  };
  for (const fs::path& file : corpus_files("valid", ".contract")) {
    const std::string text = read_file(file);
    if (text.size() > 900) continue;
    INFO(file.filename().string());
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = begin + 1;
      while (is_word(text[begin]) && end < text.size() && is_word(text[end])) ++end;
      check(text.substr(0, begin) + text.substr(end));
      check(text.substr(0, end) + " " + text.substr(begin));
      begin = end;
    }
  }
  CHECK(count > 10'000);
}
