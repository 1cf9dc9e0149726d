// Each file in invalid/ is named after the diagnostic that it must get, on the line marked `//!`
// (line 1 if none is) and in the column that the mark gives, and may get no other error. Each file
// in mended/ is one of those without the fault. A .sh is a fault that no file of ours can have.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <set>

#include "diagnostics/catalogue.hpp"
#include "support.hpp"

using namespace contract_tests;
using Catch::Matchers::Contains;

namespace {

struct Mark {
  std::uint32_t line = 1;
  std::uint32_t column = 0;  // 0: any
};

Mark mark_in(const std::string& text) {
  const auto mark = text.find("//!");
  if (mark == std::string::npos) return {};
  const auto before = text.begin() + static_cast<std::ptrdiff_t>(mark);
  Mark result{1 + static_cast<std::uint32_t>(std::count(text.begin(), before, '\n'))};
  for (std::size_t i = mark + 3; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
    result.column = result.column * 10 + static_cast<std::uint32_t>(text[i] - '0');
  return result;
}

int number_in_name(const fs::path& file) {
  return std::stoi(file.filename().string().substr(2, 4));
}

bool is_error(int number) {
  return contracts::catalogue_entry(number).severity == contracts::Severity::kError;
}

std::string text_of(const contracts::Program& program) {
  return contracts::render_text(program.reporter, program.files, contracts::Colour::kNo)
      .substr(0, 1000);
}

bool found_at_mark(const contracts::Program& program, int number, const Mark& mark) {
  return std::ranges::any_of(program.reporter.findings(), [&](const contracts::Finding& finding) {
    if (finding.number != number || finding.at.file != 0) return false;
    const contracts::Place place = program.files[0]->place_of(finding.at.begin);
    return place.line == mark.line && (mark.column == 0 || place.column == mark.column);
  });
}

/// Runs a script of the corpus in a folder of its own, with contractc on its path.
RunResult run_script(const fs::path& script) {
  const TemporaryFolder folder;
  const std::string tools = fs::path(CONTRACTC).parent_path().string();
  return run("PATH='" + tools + "':$PATH sh -e '" + script.string() + "'", folder.path());
}

}  // namespace

TEST_CASE("every bad file gets its number at its line, and no other error", "[invalid]") {
  const std::vector<fs::path> files = corpus_files("invalid", ".contract");
  std::map<int, int> per_number;
  for (const fs::path& file : files) {
    const std::string text = read_file(file);
    const contracts::Program program = contracts::analyse(file.string(), {});
    const int number = number_in_name(file);
    INFO(file.filename().string());
    INFO(text_of(program));
    CHECK(found_at_mark(program, number, mark_in(text)));
    for (const auto& finding : program.reporter.findings())
      if (is_error(finding.number)) CHECK(finding.number == number);
    CHECK(program.ok() != is_error(number));
    ++per_number[number];
  }
  CHECK(files.size() >= 150);
  for (const auto& [number, count] : per_number) {
    INFO("BC" << number);
    CHECK(count >= 2);
  }
  std::cout << "invalid contracts: " << files.size() << " for " << per_number.size()
            << " numbers, each at its line\n";
}

TEST_CASE("faults that no file of the corpus can have", "[invalid]") {
  for (const fs::path& script : corpus_files("invalid", ".sh")) {
    const RunResult result = run_script(script);
    INFO(script.filename().string() << "\n" << result.err.substr(0, 500));
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.err, Contains(": error: " + script.filename().string().substr(0, 6) + ": "));
  }
}

TEST_CASE("every number has a bad file and its mended twin", "[invalid]") {
  std::set<int> mended;
  for (const char* ending : {".contract", ".sh"})
    for (const fs::path& file : corpus_files("mended", ending)) {
      INFO(file.filename().string());
      CHECK(fs::exists(fs::path(CONTRACT_TESTS) / "invalid" / file.filename()));
      mended.insert(number_in_name(file));
    }
  for (const auto& entry : contracts::catalogue()) {
    INFO("BC" << entry.number);
    CHECK(mended.contains(entry.number));
  }
}

TEST_CASE("what is mended is accepted, and the finding gone", "[invalid]") {
  for (const fs::path& file : corpus_files("mended", ".contract")) {
    const contracts::Program program = contracts::analyse(file.string(), {});
    INFO(file.filename().string() << "\n" << text_of(program));
    CHECK(program.ok());
    CHECK(std::ranges::count(numbers(program), number_in_name(file)) == 0);
  }
  for (const fs::path& script : corpus_files("mended", ".sh")) {
    const RunResult result = run_script(script);
    INFO(script.filename().string() << "\n" << result.err.substr(0, 500));
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("the catalogue's own examples get their numbers", "[invalid]") {
  for (const auto& entry : contracts::catalogue()) {
    if (entry.example.empty() || entry.number == 11)
      continue;  // an import cycle needs the file's own name
    const contracts::Program program = analyse_text(std::string(entry.example));
    INFO("BC" << entry.number << "\n" << text_of(program));
    const std::vector<int> found = numbers(program);
    CHECK(std::ranges::find(found, entry.number) != found.end());
  }
}

TEST_CASE("one run reports several errors, each with its place", "[invalid]") {
  const contracts::Program program = analyse_text(
      "contract A {\nin message M(strnig s);\nin message N(int x) requires y > 0;\nout message "
      "R();\n"
      "state S: M? -> R? -> T;\n}\ncontract B {\nin message P(\nstate Q: P? -> Q;\n}\ncontract D "
      "{\nin message M();\nstate S: X? -> S;\n}\n");
  std::map<int, std::uint32_t> lines;
  for (const auto& finding : program.reporter.findings())
    lines[finding.number] = program.files[finding.at.file]->place_of(finding.at.begin).line;
  CHECK(lines[200] == 2);
  CHECK(lines[203] == 3);
  CHECK(lines[400] == 5);
  CHECK(lines[202] == 5);
  CHECK(lines[101] == 9);
  CHECK(lines[201] == 13);
}
