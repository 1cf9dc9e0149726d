// Helpers of the contract tests.
#include "support.hpp"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "diagnostics/render.hpp"

namespace contract_tests {

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "contracts-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(const std::string& name, const std::string& bytes) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << bytes;
  return path_ / name;
}

std::vector<std::string> TemporaryFolder::names() const {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(path_))
    if (entry.is_regular_file()) out.push_back(fs::relative(entry.path(), path_).string());
  std::ranges::sort(out);
  return out;
}

RunResult run(const std::string& command, const fs::path& folder) {
  const TemporaryFolder capture;
  const std::string line = "cd '" + folder.string() + "' && ( " + command + " ) >'" +
                           (capture / "out").string() + "' 2>'" + (capture / "err").string() +
                           "' </dev/null";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, read_file(capture / "out"),
          read_file(capture / "err")};
}

double seconds_of_children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::string endpoint_flags() {
  return " -std=c++23 -ffreestanding -fno-exceptions -fno-rtti -Wall -Wextra -Werror -fsyntax-only "
         "-I '" SOURCE_ROOT "/sipc/runtime/include' -I '" SOURCE_ROOT
         "/sipc/runtime/trusted/include' ";
}

std::vector<fs::path> corpus_files(const std::string& folder, const std::string& ending) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(CONTRACT_TESTS) / folder))
    if (entry.path().extension() == ending) out.push_back(entry.path());
  std::ranges::sort(out);
  REQUIRE_FALSE(out.empty());
  return out;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

contracts::Program analyse_text(const std::string& text, const std::set<std::string>& defines) {
  const TemporaryFolder folder;
  return contracts::analyse(folder.write("text.contract", text).string(),
                            {.defines = defines, .search_path = {}});
}

contracts::Program accepted(const std::string& text, const std::set<std::string>& defines) {
  contracts::Program program = analyse_text(text, defines);
  INFO(contracts::render_text(program.reporter, program.files, contracts::Colour::kNo));
  REQUIRE(program.ok());
  return program;
}

const contracts::Contract& contract_named(const contracts::Program& program,
                                          const std::string& qualified) {
  for (const auto& unit : program.model.units)
    for (const auto& contract : unit->contracts)
      if (contract->qualified == qualified) return *contract;
  FAIL("no contract " << qualified);
  throw 0;
}

std::vector<int> numbers(const contracts::Program& program) {
  std::vector<int> out;
  for (const auto& finding : program.reporter.findings()) out.push_back(finding.number);
  return out;
}

}  // namespace contract_tests
