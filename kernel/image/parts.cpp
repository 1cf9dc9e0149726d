// Access to an image's header and part table. See parts.hpp; the checks are in header.cpp and
// part_table.cpp.
#include "image/parts.hpp"

namespace kernel {
using format::PartKind;

Part ImageView::part(std::uint32_t index) const {
  const Bytes fields = entry(index);
  Part part{read<PartEntry>(fields, 0), index, {}, {}, fields.subspan(48, 32)};
  if (fits(part.offset, part.size, image_.size())) {
    part.bytes = image_.subspan(part.offset, part.size);
    const std::uint64_t whole = round_up(part.size, format::kPage);
    if (fits(part.offset, whole, image_.size())) part.padded = image_.subspan(part.offset, whole);
  }
  return part;
}

std::optional<Part> ImageView::find(std::uint16_t program, PartKind kind) const {
  for (std::uint32_t index = 0; index < parts_; ++index) {
    const auto fields = read<PartEntry>(entry(index), 0);
    if (fields.kind == kind && fields.program == program) return part(index);
  }
  return std::nullopt;
}

std::uint16_t ImageView::program_count() const {
  if (parts_ == 0) return 0;
  const auto last = read<std::uint16_t>(entry(parts_ - 1), 2);
  return last == format::kSystemProgram ? std::uint16_t{0} : static_cast<std::uint16_t>(last + 1);
}

std::string_view part_kind_name(PartKind kind) {
  constexpr std::string_view kNames[] = {
      "unknown kind",      "system record", "record",         "text",
      "read-only data",    "imports",       "data",           "relocations",
      "patches",           "symbols",       "contract table", "bitcode",
      "debug information", "evidence",      "manifest",       "contract text",
      "system manifest"};
  const auto index = static_cast<std::size_t>(kind);
  return kNames[index < std::size(kNames) ? index : 0];
}

}  // namespace kernel
