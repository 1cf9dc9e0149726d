// Access to an image's header and part table, the check of the header page, and the line that
// refuses an image, which may be hostile then: names are escaped and every access is
// bounds-checked. See parts.hpp; the check of the table is in part_table.cpp.
#include "image/parts.hpp"

#include "abi/errors.hpp"
#include "image/records.hpp"

namespace kernel {

namespace {

void append_place(TextBuffer& text, const ImageView& view, std::uint32_t index) {
  const Part part = view.part(index);
  text << " (part " << index << ", " << part_kind_name(part.kind);
  if (part.program != kSystemProgram) {
    const std::optional<Part> record = view.find(part.program, PartKind::kProgramRecord);
    if (record && record->bytes.size() >= 48 && record->index != index) {
      text << " of program " << Escaped{padded_name(record->bytes.subspan(16, 32))};
    } else {
      text << " of program " << std::uint32_t{part.program};
    }
  }
  text << ')';
}

}  // namespace

Part ImageView::part(std::uint32_t index) const {
  const ImageBytes fields = entry(index);
  Part part{read<PartEntry>(fields, 0), index, {}, {}, fields.subspan(48, 32)};
  if (fits(part.offset, part.size, image_.size())) {
    part.bytes = image_.subspan(part.offset, part.size);
    const std::uint64_t whole = round_up(part.size, kPage);
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
  return last == kSystemProgram ? std::uint16_t{0} : static_cast<std::uint16_t>(last + 1);
}

hal::LastingText part_kind_name(PartKind kind) {
  static constexpr std::array<hal::LastingText, 17> kNames{
      "unknown kind",      "system record", "record",         "text",
      "read-only data",    "imports",       "data",           "relocations",
      "patches",           "symbols",       "contract table", "bitcode",
      "debug information", "evidence",      "manifest",       "contract text",
      "system manifest"};
  const auto index = static_cast<std::size_t>(kind);
  return kNames[index < kNames.size() ? index : 0];
}

Check check_header(ImageBytes image, ImageView& view) {
  if (image.empty()) return Refusal{1, "there is no image: boot with a system.img as the module"};
  if (image.size() < 3 * kPage)
    return Refusal{2, "the image is shorter than its header, certificate and table"};
  if (read<std::uint64_t>(image, 0) != kHeaderMagic)
    return Refusal{3, "the module is not a system image (no BULKHEAD magic)"};
  if (read<std::uint32_t>(image, 8) != kImageVersion)
    return Refusal{4, "the image has a format version that this kernel does not read; it reads 1"};
  const auto parts = read<std::uint32_t>(image, 12);
  if (parts == 0 || parts > 65535) return Refusal{5, "the part count is not within 1 to 65535"};
  if (read<std::uint64_t>(image, 16) != image.size())
    return Refusal{6,
                   "the image's size is not what its header says; it is truncated or has a tail"};
  if (image.size() % kPage != 0) return Refusal{6, "the image is not whole pages"};
  if (read<std::uint64_t>(image, 24) != kTableOffset)
    return Refusal{7, "the part table is not at 8192"};
  const std::uint64_t first = kTableOffset + round_up(parts * kPartEntryBytes, kPage);
  if (first > image.size()) return Refusal{8, "the part table reaches past the end of the image"};
  if (read<std::uint64_t>(image, 32) != first)
    return Refusal{8, "the first part does not follow the part table"};
  if (read<std::uint32_t>(image, 40) != abi::kAbiVersion)
    return Refusal{9, "the programs need another version of the kernel's ABI; build them anew"};
  if (!all_zero(image.subspan(kHeaderBytes, kPage - kHeaderBytes)))
    return Refusal{10, "the unused rest of the header is not zero"};
  view = ImageView(image, parts);
  return std::nullopt;
}

void print_refusal(const ImageView& view, const Refusal& refusal) {
  Line text;
  text << "bulkhead: image refused: [K-" << Padded{refusal.number, 3} << "] " << refusal.what;
  if (refusal.part != Refusal::kWholeImage && refusal.part < view.part_count())
    append_place(text, view, refusal.part);
}

}  // namespace kernel
