// Any bytes as a contract file: every stage from the scanner to the emitters, and now and then
// twice, because the same input must give the same bytes.
#include <cstdlib>

#include "driver/program.hpp"
#include "emit/cpp_header.hpp"
#include "emit/ir.hpp"
#include "emit/table.hpp"

namespace {

/// All that contractc writes for the text, findings first.
std::string outputs_of(const std::string& text) {
  // A folder that does not exist, so that imports find nothing.
  const contracts::Program program = contracts::analyse_text("nowhere/fuzzed.contract", text,
                                                             {.defines = {"A"}, .search_path = {}});
  std::string out =
      contracts::render_text(program.reporter, program.files, contracts::Colour::kNo) +
      contracts::render_json({{&program.reporter, &program.files}});
  if (!program.ok()) return out;
  const contracts::Unit& unit = *program.model.units.front();
  out += contracts::cpp_header(unit, "fuzzed") + contracts::ir_of(unit, program.files).dump();
  for (const auto& contract : unit.contracts)
    out += contract->canonical + contracts::table_bytes(*contract);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string outputs = outputs_of(text);
  if (size % 16 == 0 && outputs != outputs_of(text)) std::abort();
  return 0;
}
