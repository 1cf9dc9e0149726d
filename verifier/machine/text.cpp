// The linear sweep: every byte of the text belongs to exactly one decoded, allowed instruction, and
// every direct branch lands on one. Together these mean that no execution that enters at an
// instruction's start ever leaves the decoded sequence.
#include <fmt/format.h>

#include "machine/instruction.hpp"
#include "machine/names.hpp"
#include "machine/patches.hpp"

namespace verifier {
namespace {

struct Branch {
  std::uint64_t from, to;
};

struct Sweep {
  std::vector<bool> starts;  // by offset in the text
  std::vector<Branch> branches;
  bool falls_off = true;  // execution can run past the last instruction
};

Sweep sweep_text(const ProgramParts& program, Report& report) {
  const InstructionDecoder decoder;
  const View text = program.text.bytes;
  Patches patches(program, report);
  Sweep sweep{.starts = std::vector<bool>(text.size()), .branches = {}};
  Instruction instruction{};
  for (std::uint64_t offset = 0; offset < text.size(); offset += instruction.decoded.length) {
    if (!decoder.decode(text, offset, program.text.address, instruction)) {
      report.add(301, place_in_text(program, program.text.address + offset),
                 fmt::format("bytes {}", to_hex(text.part(offset, 8).span())));
      report.stopped(Group::kMachine);
      return sweep;
    }
    if (report.flooded(Group::kMachine)) break;
    sweep.starts[offset] = true;
    sweep.falls_off = instruction.continues();
    if (check_form(program, instruction, report)) check_operands(program, instruction, report);
    if (const auto target = instruction.branch_target())
      sweep.branches.push_back({instruction.address, *target});
    patches.check(instruction, report);
  }
  patches.check_rest(report);
  return sweep;
}

void check_branches(const ProgramParts& program, const Sweep& sweep, Report& report) {
  const std::uint64_t base = program.text.address;
  for (const Branch& branch : sweep.branches) {
    if (report.flooded(Group::kMachine)) return;
    if (branch.to < base || branch.to - base >= sweep.starts.size()) {
      report.add(307, place_in_text(program, branch.from),
                 fmt::format("it goes to {:#x}", branch.to));
    } else if (!sweep.starts[branch.to - base]) {
      report.add(306, place_in_text(program, branch.from),
                 fmt::format("it goes to {:#x}", branch.to));
    }
  }
}

}  // namespace

bool check_text(const ProgramParts& program, Report& report) {
  const std::uint64_t before = report.count(Group::kMachine);
  const Sweep sweep = sweep_text(program, report);
  check_branches(program, sweep, report);
  if (sweep.falls_off) report.add(311, program.name + ", text", "the last instruction goes on");
  const std::uint64_t entry = program.record.bytes.u64(56);
  const bool inside =
      entry >= program.text.address && entry - program.text.address < sweep.starts.size();
  if (!inside || !sweep.starts[entry - program.text.address])
    report.add(312, program.name + ", program record", fmt::format("entry {:#x}", entry));
  return report.count(Group::kMachine) == before;
}

}  // namespace verifier
