// Where the segments lie, with which access; the import table; relocations.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "machine/machine.hpp"

namespace verifier {
namespace {

// Of a window of 256 MiB, the upper half is the kernel's to place stacks and the start block in.
constexpr std::uint64_t kSegmentRoom = std::uint64_t{128} << 20;
constexpr std::uint64_t kLargestText = std::uint64_t{64} << 20;
constexpr std::uint64_t kLowestText = 0x1000;

std::string place_of(const ProgramParts& program, const Part& part) {
  return fmt::format("{}, {}", program.name, name_of(part.kind));
}

bool is_absent(const Part& part) {
  return part.size == 0 && part.memory_size == 0 && part.access == 0 && part.address == 0;
}

void check_access(const ProgramParts& program, const Part& part, std::uint32_t expected,
                  Report& report) {
  if (is_absent(part)) return;
  if ((part.access & (kWrite | kExecute)) == (kWrite | kExecute))
    return report.add(320, place_of(program, part), fmt::format("address {:#x}", part.address));
  if (part.access != expected)
    report.add(321, place_of(program, part),
               fmt::format("access {}, must be {}", part.access, expected));
  if ((expected & kWrite) == 0 && part.memory_size != part.size)
    report.add(321, place_of(program, part), "it is larger in memory than in the image");
}

std::uint64_t page_end(const Part& part) {
  return (part.address + part.memory_size + kPage - 1) / kPage * kPage;
}

void check_placement(const ProgramParts& program, Report& report) {
  std::vector<const Part*> placed;
  for (const Part* part : program.segments()) {
    if (is_absent(*part)) continue;
    if (part->memory_size == 0 || part->address >= kSegmentRoom ||
        part->memory_size > kSegmentRoom - part->address) {
      report.add(322, place_of(program, *part),
                 fmt::format("{:#x} bytes at {:#x} are not inside the window", part->memory_size,
                             part->address));
      continue;
    }
    placed.push_back(part);
  }
  std::ranges::sort(placed, {}, &Part::address);
  for (std::size_t i = 1; i < placed.size(); ++i) {
    if (placed[i]->address < page_end(*placed[i - 1])) {
      report.add(322, place_of(program, *placed[i]),
                 fmt::format("it shares the page at {:#x} with {}", placed[i]->address,
                             name_of(placed[i - 1]->kind)));
    }
  }
}

struct Call {
  std::uint64_t number;
  std::string_view name, group;
};
constexpr auto kCalls = std::to_array<Call>({
#define CALL(number, name, group, parameters, result) {number, #name, #group},
#include "abi/calls.def"
});

std::uint32_t bit_of(std::string_view group_name) {
#define GROUP(position, name) \
  if (group_name == #name) return 1u << (position);
#include "abi/calls.def"
  return 0;
}

struct Relocation {
  std::uint64_t address, addend;
};

void check_relocation(const ProgramParts& program, const Relocation& entry, Report& report) {
  const std::string place = fmt::format("{}, relocation at {:#x}", program.name, entry.address);
  if (!program.data.in_memory(entry.address, 8) && !program.read_only.in_memory(entry.address, 8)) {
    report.add(327, place, "the place is not in data or read-only data");
  }
  const bool inside = std::ranges::any_of(program.segments(), [&](const Part* part) {
    return !is_absent(*part) && part->in_memory(entry.addend, 0);
  });
  if (!inside) report.add(328, place, fmt::format("it would point to {:#x}", entry.addend));
}

}  // namespace

void check_segments(const ProgramParts& program, Report& report) {
  check_access(program, program.text, kRead | kExecute, report);
  check_access(program, program.read_only, kRead, report);
  check_access(program, program.imports, kRead, report);
  check_access(program, program.data, kRead | kWrite, report);
  check_placement(program, report);
  const Part& text = program.text;
  if (text.size == 0 || text.size % kPage != 0 || text.address < kLowestText ||
      text.size > kLargestText) {
    report.add(323, place_of(program, text),
               fmt::format("{:#x} bytes at {:#x}", text.size, text.address));
  }
}

void check_imports(const ProgramParts& program, Report& report) {
  const View slots = program.imports.bytes;
  const std::uint32_t permitted = program.record.bytes.u32(48);
  if (slots.size() % 8 != 0)
    report.add(326, place_of(program, program.imports), fmt::format("{} bytes", slots.size()));
  std::set<std::uint64_t> seen;
  for (std::uint64_t at = 0; at + 8 <= slots.size() && !report.flooded(Group::kMachine); at += 8) {
    const std::string place =
        fmt::format("{}, import slot at {:#x}", program.name, program.imports.address + at);
    const auto call = std::ranges::find(kCalls, slots.u64(at), &Call::number);
    if (call == kCalls.end()) {
      report.add(324, place, fmt::format("kernel call {} does not exist", slots.u64(at)));
    } else if (!seen.insert(call->number).second) {
      report.add(324, place, fmt::format("{} has two slots", call->name));
    } else if ((permitted & bit_of(call->group)) == 0) {
      report.add(325, place, fmt::format("{} needs the ABI group \"{}\"", call->name, call->group));
    }
  }
}

void check_relocations(const ProgramParts& program, Report& report) {
  const View table = program.relocations.bytes;
  if (table.size() % 16 != 0)
    report.add(329, place_of(program, program.relocations), fmt::format("{} bytes", table.size()));
  std::uint64_t free_from = 0;
  for (std::uint64_t at = 0; at + 16 <= table.size() && !report.flooded(Group::kMachine);
       at += 16) {
    const Relocation entry{table.u64(at), table.u64(at + 8)};
    if (at > 0 && entry.address < free_from)
      report.add(329, fmt::format("{}, relocation at {:#x}", program.name, entry.address),
                 "it is out of order or overlaps the one before");
    check_relocation(program, entry, report);
    free_from = entry.address < ~std::uint64_t{7} ? entry.address + 8 : ~std::uint64_t{0};
  }
}

}  // namespace verifier
