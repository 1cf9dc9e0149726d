// The refusal line. The image may be hostile here: names are escaped and every access is
// bounds-checked.
#include "image/report.hpp"

#include "image/name_check.hpp"

namespace kernel {
namespace {

void append_place(TextBuffer& text, const ImageView& view, std::uint32_t index) {
  const Part part = view.part(index);
  text << " (part " << index << ", " << part_kind_name(part.kind);
  if (part.program != format::kSystemProgram) {
    text << " of program ";
    const std::optional<Part> record = view.find(part.program, format::PartKind::kProgramRecord);
    if (record && record->bytes.size() >= 48 && record->index != index) {
      append_escaped(text, padded_name(record->bytes.subspan(16, 32)));
    } else {
      text << std::uint32_t{part.program};
    }
  }
  text << ')';
}

}  // namespace

void print_refusal(const ImageView& view, const Refusal& refusal) {
  Line text;
  text << "bulkhead: image refused: [K-";
  if (refusal.number < 100) text << '0';
  if (refusal.number < 10) text << '0';
  text << std::uint32_t{refusal.number} << "] " << refusal.what;
  if (refusal.part != Refusal::kWholeImage && refusal.part < view.part_count())
    append_place(text, view, refusal.part);
}

}  // namespace kernel
