// The catalogue: every finding has a test that names it, and the documentation says what the tool
// says.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "report/report.hpp"

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string all_tests() {
  std::string text;
  for (const auto& entry : std::filesystem::directory_iterator(TEST_SOURCE_FOLDER)) {
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".sh")
      text += read(entry.path());
  }
  return text;
}

}  // namespace

TEST_CASE("every finding has a test that names it") {
  const std::string tests = all_tests();
  for (const verifier::CatalogueEntry& entry : verifier::whole_catalogue()) {
    INFO("BV" << entry.number);
    CHECK(tests.find(fmt::format("BV{:04}", entry.number)) != std::string::npos);
  }
}

TEST_CASE("the documentation has every finding as the tool explains it") {
  const std::string document = read(REPOSITORY "/docs/diagnostics/verifier.md");
  for (const verifier::CatalogueEntry& entry : verifier::whole_catalogue()) {
    const std::string section = fmt::format("## BV{:04}: {}\n\nDanger: {}.\n\nRemedy: {}.\n",
                                            entry.number, entry.title, entry.attack, entry.remedy);
    INFO(section);
    CHECK(document.find(section) != std::string::npos);
  }
}
