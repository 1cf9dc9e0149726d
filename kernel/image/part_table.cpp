// The part table: fields of each entry, the order of kinds and programs, contiguity. See parts.hpp
// and docs/formats/image.md.
#include "image/parts.hpp"

namespace kernel {
namespace {

bool is_segment(PartKind kind) {
  return kind == PartKind::kText || kind == PartKind::kReadOnlyData || kind == PartKind::kImports ||
         kind == PartKind::kData;
}

std::uint32_t access_of(PartKind kind) {
  if (!is_segment(kind)) return 0;
  if (kind == PartKind::kText) return kAccessRead | kAccessExecute;
  return kind == PartKind::kData ? kAccessRead | kAccessWrite : kAccessRead;
}

Check check_entry(const ImageView& view, const Part& part) {
  const ImageBytes fields = view.entry(part.index);
  if (!all_zero(fields.subspan(40, 8)) || !all_zero(fields.subspan(80, 16)))
    return Refusal{31, "unused bytes of the table entry are not zero", part.index};
  if (part.access != access_of(part.kind))
    return Refusal{32, "the access does not fit the kind of part (W^X)", part.index};
  if (!is_segment(part.kind)) {
    if (part.memory_size != 0 || part.address != 0)
      return Refusal{33, "a part that is not loaded has an address or memory size", part.index};
    return std::nullopt;
  }
  if (part.memory_size < part.size)
    return Refusal{34, "the memory size is less than the stored size", part.index};
  if (part.address % kPage != 0 || part.address == 0)
    return Refusal{35, "the address is not a page boundary at or above 0x1000", part.index};
  return std::nullopt;
}

// System first, then program by program; within one the kinds rise, contract tables and texts
// alternate.
class Order {
 public:
  bool accepts(const Part& part) {
    const bool good =
        part.program == kSystemProgram ? accepts_system(part.kind) : accepts_program(part);
    previous_ = part.kind;
    previous_program_ = part.program;
    first_ = false;
    return good;
  }
  bool complete() const { return previous_program_ != kSystemProgram; }

 private:
  bool accepts_system(PartKind kind) const {
    if (first_) return kind == PartKind::kSystemRecord;
    if (previous_program_ != kSystemProgram) return false;
    if (previous_ == PartKind::kSystemRecord) return kind == PartKind::kSystemManifest;
    if (previous_ == PartKind::kContractTable) return kind == PartKind::kContractText;
    return kind == PartKind::kContractTable;
  }
  bool accepts_program(const Part& part) const {
    if (first_) return false;
    const bool next = previous_program_ == kSystemProgram ? part.program == 0
                                                          : part.program == previous_program_ + 1;
    if (next) {
      const bool system_done = previous_program_ != kSystemProgram ||
                               previous_ == PartKind::kSystemManifest ||
                               previous_ == PartKind::kContractText;
      return system_done && part.kind == PartKind::kProgramRecord;
    }
    if (part.program != previous_program_) return false;
    return part.kind > previous_ && part.kind <= PartKind::kProcessManifest &&
           part.kind != PartKind::kContractTable;
  }

  bool first_ = true;
  PartKind previous_{};
  std::uint16_t previous_program_ = kSystemProgram;
};

}  // namespace

Check check_part_table(const ImageView& view) {
  const std::uint64_t total = view.image().size();
  const std::uint64_t table_end = kTableOffset + view.part_count() * kPartEntryBytes;
  std::uint64_t expected = round_up(table_end, kPage);
  if (!all_zero(view.image().subspan(table_end, expected - table_end)))
    return Refusal{36, "the rest of the part table's last page is not zero"};
  Order order;
  for (std::uint32_t index = 0; index < view.part_count(); ++index) {
    const Part part = view.part(index);
    if (!order.accepts(part))
      return Refusal{37, "the part is of an unknown kind or out of order", index};
    KERNEL_TRY_CHECK(check_entry(view, part));
    if (part.offset != expected)
      return Refusal{38, "the part does not start where the one before it ends", index};
    if (part.size > total || !fits(part.offset, round_up(part.size, kPage), total))
      return Refusal{39, "the part reaches past the end of the image", index};
    expected = part.offset + round_up(part.size, kPage);
  }
  if (expected != total) return Refusal{40, "there are bytes after the last part"};
  if (!order.complete()) return Refusal{41, "the image holds no program"};
  return std::nullopt;
}

}  // namespace kernel
