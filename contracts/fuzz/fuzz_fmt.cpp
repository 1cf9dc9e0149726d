// Any bytes that are a contract file by their syntax, laid out: nothing is lost, a second time
// changes nothing, and what the file means is what it meant.
#include <cstdlib>

#include "driver/program.hpp"
#include "format/format.hpp"
#include "source/scan.hpp"
#include "syntax/parse.hpp"

namespace {

constexpr const char* kPath = "nowhere/fuzzed.contract";  // so that imports find nothing
const std::set<std::string> kDefines = {"A"};

bool is_well_formed(const std::string& text) {
  contracts::Program program;
  program.files.push_back(std::make_unique<contracts::SourceFile>(kPath, text));
  if (contracts::scan(*program.files[0], 0, kDefines, program.reporter))
    contracts::parse(*program.files[0], 0, program.reporter);
  return program.ok();
}

/// The identities of its contracts, or the numbers of its findings.
std::string meaning_of(const std::string& text) {
  const contracts::Program program =
      contracts::analyse_text(kPath, text, {.defines = kDefines, .search_path = {}});
  std::string out;
  for (const contracts::Finding& finding : program.reporter.findings())
    out += std::to_string(finding.number) + " ";
  if (program.ok())
    for (const auto& contract : program.model.units.front()->contracts) out += contract->canonical;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (!is_well_formed(text)) return 0;
  const auto once = contracts::formatted(text);
  if (!once || !is_well_formed(*once) || contracts::formatted(*once) != once) std::abort();
  if (meaning_of(text) != meaning_of(*once)) std::abort();
  return 0;
}
