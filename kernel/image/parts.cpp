// Access to an image's header and part table. See parts.hpp; the checks are in header.cpp and
// part_table.cpp.
#include "image/parts.hpp"

namespace kernel {
using format::PartKind;

Part ImageView::part(std::uint32_t index) const {
  const Bytes fields = entry(index);
  Part part{.index = index,
            .kind = static_cast<PartKind>(read<std::uint16_t>(fields, 0)),
            .program = read<std::uint16_t>(fields, 2),
            .access = read<std::uint32_t>(fields, 4),
            .offset = read<std::uint64_t>(fields, 8),
            .size = read<std::uint64_t>(fields, 16),
            .memory_size = read<std::uint64_t>(fields, 24),
            .address = read<std::uint64_t>(fields, 32),
            .bytes = {},
            .padded = {},
            .expected_hash = fields.subspan(48, 32)};
  if (fits(part.offset, part.size, image_.size())) {
    part.bytes = image_.subspan(part.offset, part.size);
    const std::uint64_t whole = round_up(part.size, format::kPage);
    if (fits(part.offset, whole, image_.size())) part.padded = image_.subspan(part.offset, whole);
  }
  return part;
}

std::optional<Part> ImageView::find(std::uint16_t program, PartKind kind) const {
  for (std::uint32_t index = 0; index < parts_; ++index) {
    const Bytes fields = entry(index);
    if (read<std::uint16_t>(fields, 0) == static_cast<std::uint16_t>(kind) &&
        read<std::uint16_t>(fields, 2) == program) {
      return part(index);
    }
  }
  return std::nullopt;
}

std::uint16_t ImageView::program_count() const {
  if (parts_ == 0) return 0;
  const auto last = read<std::uint16_t>(entry(parts_ - 1), 2);
  return last == format::kSystemProgram ? std::uint16_t{0} : static_cast<std::uint16_t>(last + 1);
}

std::string_view part_kind_name(PartKind kind) {
  switch (kind) {
    case PartKind::kSystemRecord:
      return "system record";
    case PartKind::kProgramRecord:
      return "record";
    case PartKind::kText:
      return "text";
    case PartKind::kReadOnlyData:
      return "read-only data";
    case PartKind::kImports:
      return "imports";
    case PartKind::kData:
      return "data";
    case PartKind::kRelocations:
      return "relocations";
    case PartKind::kPatches:
      return "patches";
    case PartKind::kSymbols:
      return "symbols";
    case PartKind::kContractTable:
      return "contract table";
    case PartKind::kBitcode:
      return "bitcode";
    case PartKind::kDebugInfo:
      return "debug information";
    case PartKind::kEvidence:
      return "evidence";
    case PartKind::kProcessManifest:
      return "manifest";
    case PartKind::kContractText:
      return "contract text";
    case PartKind::kSystemManifest:
      return "system manifest";
  }
  return "unknown kind";
}

}  // namespace kernel
