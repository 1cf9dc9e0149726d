// Each file in invalid/ is named after the diagnostic that it must get, at the line marked `//!`
// (line 1 if none is), and may get no other error. Every number of the catalogue has a file, or a
// reason why it cannot have one.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "diagnostics/catalogue.hpp"
#include "support.hpp"

using namespace contract_tests;

namespace {

std::uint32_t marked_line(const std::string& text) {
  const auto mark = text.find("//!");
  if (mark == std::string::npos) return 1;
  return 1 + static_cast<std::uint32_t>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n'));
}

std::vector<fs::path> invalid_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(CONTRACT_TESTS) / "invalid"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

int number_in_name(const fs::path& file) {
  return std::stoi(file.filename().string().substr(2, 4));
}

}  // namespace

TEST_CASE("every bad file gets its number at its line, and no other error", "[invalid]") {
  for (const fs::path& file : invalid_files()) {
    const contracts::Program program = contracts::analyse(file.string(), {});
    const int number = number_in_name(file);
    const std::uint32_t line = marked_line(read_file(file));
    INFO(file.filename().string());
    INFO(contracts::render_text(program.reporter, program.files, contracts::Colour::kNo)
             .substr(0, 1000));
    bool found = false;
    for (const auto& finding : program.reporter.findings()) {
      const bool is_error =
          contracts::catalogue_entry(finding.number).severity == contracts::Severity::kError;
      if (is_error) CHECK(finding.number == number);
      found |= finding.number == number &&
               program.files[finding.at.file]->place_of(finding.at.begin).line == line;
    }
    CHECK(found);
    CHECK(program.ok() ==
          (contracts::catalogue_entry(number).severity == contracts::Severity::kWarning));
  }
}

TEST_CASE("every number of the catalogue has a test", "[invalid]") {
  std::set<int> covered;
  for (const fs::path& file : invalid_files()) covered.insert(number_in_name(file));
  // Made in other tests, because their input is large or no file: see hostile_test.cpp and
  // command_test.cpp.
  for (const int number : {3, 12, 13, 409}) covered.insert(number);
  for (const auto& entry : contracts::catalogue()) {
    INFO("BC" << entry.number);
    CHECK(covered.contains(entry.number));
  }
}

TEST_CASE("the catalogue's own examples get their numbers", "[invalid]") {
  for (const auto& entry : contracts::catalogue()) {
    if (entry.example.empty() || entry.number == 11)
      continue;  // an import cycle needs the file's own name
    const contracts::Program program = analyse_text(std::string(entry.example));
    INFO("BC" << entry.number << "\n"
              << contracts::render_text(program.reporter, program.files, contracts::Colour::kNo));
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
