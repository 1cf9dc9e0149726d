// Each file in valid/ is accepted, with exactly the warnings that its `//~ BCnnnn` lines name, and
// the text after each `//= ` stands in a canonical text of it. `//-D NAME` defines a name. What is
// generated for all of them is C++.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>

#include "support.hpp"

using namespace contract_tests;
using Catch::Matchers::Contains;

namespace {

/// The rests of the lines that begin with `mark`.
std::vector<std::string> marked(const std::string& text, const std::string& mark) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.pop_back();
    if (line.starts_with(mark)) out.push_back(line.substr(mark.size()));
    begin = end + 1;
  }
  return out;
}

std::set<std::string> defines_in(const std::string& text) {
  const std::vector<std::string> names = marked(text, "//-D ");
  return {names.begin(), names.end()};
}

}  // namespace

TEST_CASE("every good file is accepted and means what it says", "[valid]") {
  const std::vector<fs::path> files = corpus_files("valid", ".contract");
  for (const fs::path& file : files) {
    const std::string text = read_file(file);
    const contracts::Program program =
        contracts::analyse(file.string(), {.defines = defines_in(text), .search_path = {}});
    INFO(file.filename().string());
    INFO(contracts::render_text(program.reporter, program.files, contracts::Colour::kNo));
    REQUIRE(program.ok());
    std::vector<int> wanted;
    for (const std::string& each : marked(text, "//~ BC")) wanted.push_back(std::stoi(each));
    std::vector<int> found = numbers(program);
    std::ranges::sort(found);
    CHECK(found == wanted);
    std::string canonical;
    for (const auto& contract : program.model.units.front()->contracts)
      canonical += contract->canonical;
    for (const std::string& each : marked(text, "//= ")) CHECK_THAT(canonical, Contains(each));
  }
  CHECK(files.size() >= 60);
  std::cout << "valid contracts: " << files.size() << ", all accepted\n";
}

TEST_CASE("what is generated for every good file is C++", "[valid]") {
  const TemporaryFolder folder;
  std::vector<fs::path> files = corpus_files("valid", ".contract");
  std::ranges::copy(corpus_files("valid/imports", ".contract"), std::back_inserter(files));
  std::string headers;
  for (const fs::path& file : files) {
    std::string command = CONTRACTC " compile '" + file.string() + "' -o .";
    for (const std::string& name : defines_in(read_file(file))) command += " -D " + name;
    const RunResult compiled = run(command, folder.path());
    INFO(compiled.err);
    REQUIRE(compiled.exit_code == 0);
    headers += " " + file.stem().string() + ".contract.hpp";
  }
  const RunResult result =
      run(CLANGXX + endpoint_flags() + "-Wno-pragma-once-outside-header -I . -x c++" + headers,
          folder.path());
  INFO(result.err.substr(0, 3000));
  CHECK(result.exit_code == 0);
}
