// The proof of stores as a stage: what it cannot prove becomes findings.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "machine/names.hpp"
#include "machine/stores/proof.hpp"

namespace verifier {
namespace {

unsigned number_of(stores::Rule rule) {
  switch (rule) {
    case stores::Rule::kStore:
      return 340;
    case stores::Rule::kStackPointer:
      return 341;
    case stores::Rule::kReturn:
      return 342;
    case stores::Rule::kDataStack:
      return 344;
    case stores::Rule::kUnreached:
      return 343;
    case stores::Rule::kLoad:
      return 345;
  }
  return 340;
}

stores::Segment extent_of(const ProgramParts& program) {
  stores::Segment extent;
  for (const Part* part : program.segments()) {
    if (part->memory_size == 0) continue;
    const auto begin = static_cast<std::int64_t>(part->address);
    const auto end = static_cast<std::int64_t>(part->address + part->memory_size);
    extent.begin = extent.end == 0 ? begin : std::min(extent.begin, begin);
    extent.end = std::max(extent.end, end);
  }
  return extent;
}

// Whether the SIP's maker says that its loads have checks, too. Then they are held to it.
bool claims_loads(const ProgramParts& program) {
  const auto bytes = program.evidence.bytes.span();
  const auto evidence = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
  return evidence.is_object() && evidence.contains("redundant_checks") &&
         evidence["redundant_checks"] == "stores+loads";
}

}  // namespace

void check_stores(const ProgramParts& program, StoreCounts& counts, Report& report) {
  const Part& data = program.data;
  stores::Proof proof({.text = program.text.bytes,
                       .text_address = program.text.address,
                       .data = {static_cast<std::int64_t>(data.address),
                                static_cast<std::int64_t>(data.address + data.memory_size)},
                       .entry = program.record.bytes.u64(56) - program.text.address,
                       .patches = program.patches.bytes,
                       .image = extent_of(program),
                       .loads = claims_loads(program)});
  for (const stores::Complaint& complaint : proof.run()) {
    if (report.flooded(Group::kMachine)) return;
    const std::uint64_t address = program.text.address + complaint.offset;
    report.add(number_of(complaint.rule), place_in_text(program, address),
               fmt::format("instruction at {:#x}", address));
  }
  counts.stores += proof.tally().stores;
  counts.loads += proof.tally().loads;
  counts.checked += proof.tally().checked;
}

}  // namespace verifier
