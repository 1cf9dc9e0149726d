// Running sipc in a folder of its own.
#include "fixture.hpp"

#include <stdlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "sipc-test-XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  path_ = fs::canonical(pattern);
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path Folder::write(const std::string& name, std::string_view text) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
  return path_ / name;
}

std::string Folder::read(const std::string& name) const {
  std::ostringstream text;
  text << std::ifstream(path_ / name, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> Folder::entries() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path_))
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

sipc::Outcome sipc_run(const std::vector<std::string>& words, const fs::path& program) {
  std::vector<std::string> command = {program.string()};
  command.insert(command.end(), words.begin(), words.end());
  auto outcome = sipc::run(command);
  REQUIRE(outcome.has_value());
  return *outcome;
}

sipc::Outcome build_hello(const Folder& folder, const std::vector<std::string>& words,
                          const fs::path& program) {
  std::vector<std::string> all = {"build",      (folder / "main.cpp").string(),
                                  "--manifest", (folder / "hello.toml").string(),
                                  "-o",         (folder / "out.sip").string()};
  all.insert(all.end(), words.begin(), words.end());
  return sipc_run(all, program);
}

bool reports(const sipc::Outcome& outcome, std::string_view number) {
  UNSCOPED_INFO("exit " << outcome.status << "\n" << outcome.err);
  return outcome.err.find(number) != std::string::npos;
}
