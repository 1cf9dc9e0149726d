// Grouping of parts: the system's, then pairs of contract parts, then for each program each kind
// exactly once, in order.
#include "image/image.hpp"

#include <fmt/format.h>

#include "image/structure.hpp"

namespace verifier {
namespace {

class PartCursor {
 public:
  PartCursor(const std::vector<Part>& parts, Report& report) : parts_(parts), report_(report) {}
  [[nodiscard]] bool at_end() const { return next_ == parts_.size(); }
  [[nodiscard]] bool next_is(PartKind kind) const {
    return !at_end() && parts_[next_].kind == kind;
  }

  bool take(PartKind kind, std::uint16_t program, Part& part) {
    if (next_is(kind) && parts_[next_].program == program) {
      part = parts_[next_++];
      return true;
    }
    report_.add(104, fmt::format("part {}", next_),
                at_end()
                    ? fmt::format("the table ends where {} must come", name_of(kind))
                    : fmt::format("{} of {} where {} of {} must come", name_of(parts_[next_].kind),
                                  parts_[next_].program, name_of(kind), program));
    return false;
  }

 private:
  const std::vector<Part>& parts_;
  Report& report_;
  std::size_t next_ = 0;
};

bool take_program(PartCursor& cursor, std::uint16_t index, ProgramParts& program) {
  return cursor.take(PartKind::kProgramRecord, index, program.record) &&
         cursor.take(PartKind::kText, index, program.text) &&
         cursor.take(PartKind::kReadOnly, index, program.read_only) &&
         cursor.take(PartKind::kImports, index, program.imports) &&
         cursor.take(PartKind::kData, index, program.data) &&
         cursor.take(PartKind::kRelocations, index, program.relocations) &&
         cursor.take(PartKind::kPatches, index, program.patches) &&
         cursor.take(PartKind::kSymbols, index, program.symbols) &&
         cursor.take(PartKind::kBitcode, index, program.bitcode) &&
         cursor.take(PartKind::kDebug, index, program.debug) &&
         cursor.take(PartKind::kEvidence, index, program.evidence) &&
         cursor.take(PartKind::kManifest, index, program.manifest);
}

}  // namespace

std::string_view name_of(PartKind kind) {
  constexpr std::string_view kNames[] = {"?",
                                         "system record",
                                         "program record",
                                         "text",
                                         "read-only data",
                                         "imports",
                                         "data",
                                         "relocations",
                                         "patches",
                                         "symbols",
                                         "contract table",
                                         "bitcode",
                                         "debug info",
                                         "evidence",
                                         "process manifest",
                                         "contract text",
                                         "system manifest"};
  const auto index = static_cast<std::size_t>(kind);
  return index < std::size(kNames) ? kNames[index] : kNames[0];
}

bool group_parts(Image& image, Report& report) {
  PartCursor cursor(image.parts, report);
  if (!cursor.take(PartKind::kSystemRecord, kWholeSystem, image.system_record) ||
      !cursor.take(PartKind::kSystemManifest, kWholeSystem, image.system_manifest))
    return false;
  while (cursor.next_is(PartKind::kContractTable)) {
    ContractParts& contract = image.contracts.emplace_back();
    if (!cursor.take(PartKind::kContractTable, kWholeSystem, contract.table) ||
        !cursor.take(PartKind::kContractText, kWholeSystem, contract.text))
      return false;
  }
  while (!cursor.at_end()) {
    const auto index = static_cast<std::uint16_t>(image.programs.size());
    ProgramParts& program = image.programs.emplace_back();
    if (!take_program(cursor, index, program)) return false;
    program.name =
        printable(program.record.bytes.field(16, 32).value_or(fmt::format("program {}", index)));
  }
  return true;
}

std::optional<Image> read_image(View file, Report& report) {
  Image image{.bytes = file,
              .parts = {},
              .system_record = {},
              .system_manifest = {},
              .contracts = {},
              .programs = {}};
  auto parts = read_parts(file, report);
  if (!parts) return std::nullopt;
  image.parts = *std::move(parts);
  if (!group_parts(image, report)) return std::nullopt;
  for (const ProgramParts& program : image.programs) {
    check_symbols(program, report);
    check_debug(program, report);
  }
  report.looked_at(Group::kImage,
                   fmt::format("{} parts, {} KiB", image.parts.size(), file.size() / 1024));
  return image;
}

}  // namespace verifier
