// The proof of stores as a stage: what it cannot prove becomes findings.
#include <fmt/format.h>

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
  }
  return 340;
}

}  // namespace

void check_stores(const ProgramParts& program, StoreCounts& counts, Report& report) {
  const Part& data = program.data;
  stores::Proof proof({.text = program.text.bytes,
                       .text_address = program.text.address,
                       .data = {static_cast<std::int64_t>(data.address),
                                static_cast<std::int64_t>(data.address + data.memory_size)},
                       .entry = program.record.bytes.u64(56) - program.text.address,
                       .patches = program.patches.bytes});
  for (const stores::Complaint& complaint : proof.run()) {
    if (report.flooded(Group::kMachine)) return;
    const std::uint64_t address = program.text.address + complaint.offset;
    report.add(number_of(complaint.rule), place_in_text(program, address),
               fmt::format("instruction at {:#x}", address));
  }
  counts.stores += proof.tally().stores;
  counts.checked += proof.tally().checked;
}

}  // namespace verifier
