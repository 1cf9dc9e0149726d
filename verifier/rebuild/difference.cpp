// A file that step two made against the parts of an image, by docs/formats/sip.md and image.md.
#include <fmt/format.h>

#include <algorithm>

#include "image/sip_file.hpp"
#include "rebuild/rebuild.hpp"

namespace verifier {
namespace {

// Where bytes differ; text is filled up with int3 when packed, everything else with nothing.
std::optional<std::string> bytes_difference(View made, View given, std::uint8_t filler) {
  const auto byte = [&](std::uint64_t at) { return at < made.size() ? made.u8(at) : filler; };
  if (made.size() > given.size() || (filler == 0 && made.size() != given.size()))
    return fmt::format("{:#x} bytes, made anew {:#x}", given.size(), made.size());
  std::uint64_t count = 0, first = 0;
  for (std::uint64_t at = given.size(); at-- > 0;) {
    if (byte(at) == given.u8(at)) continue;
    ++count;
    first = at;
  }
  if (count == 0) return std::nullopt;
  return fmt::format("{} bytes differ; the first at offset {:#x} is {:02x}, made anew {:02x}",
                     count, first, given.u8(first), byte(first));
}

std::uint32_t access_of(const SipFile::Segment& segment) {
  return (segment.flags & 4 ? kRead : 0) | (segment.flags & 2 ? kWrite : 0) |
         (segment.flags & 1 ? kExecute : 0);
}

std::optional<std::string> segment_difference(const SipFile& made, const Part& part) {
  const auto segment = std::ranges::find(made.segments, part.address, &SipFile::Segment::address);
  if (segment == made.segments.end() || access_of(*segment) != part.access)
    return fmt::format("nothing is made at {:#x} with access {}", part.address, part.access);
  const bool text = part.kind == PartKind::kText;
  if (!text && segment->memory_size != part.memory_size)
    return fmt::format("{:#x} bytes in memory, made anew {:#x}", part.memory_size,
                       segment->memory_size);
  return bytes_difference(segment->bytes, part.bytes, text ? 0xcc : 0);
}

// As the image stores them: address and addend, by address.
std::vector<std::uint8_t> relocations_of(const SipFile& made) {
  auto entries = made.relocations;
  std::ranges::sort(entries);
  std::vector<std::uint8_t> bytes;
  for (const auto& [address, addend] : entries) {
    for (const std::uint64_t word : {address, addend}) {
      for (unsigned i = 0; i < 8; ++i) bytes.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
    }
  }
  return bytes;
}

}  // namespace

std::vector<std::string> native_differences(View made, const ProgramParts& program) {
  std::vector<std::string> differences;
  const auto note = [&](std::string_view what, const std::optional<std::string>& difference) {
    if (difference) differences.push_back(fmt::format("{}: {}", what, *difference));
  };
  Report unread;
  const auto sip = read_sip(made, unread);
  if (!sip) return {"what step two made is no .sip"};
  std::size_t segments = 0;
  for (const Part* part : program.segments()) {
    if (part->memory_size == 0) continue;
    ++segments;
    note(name_of(part->kind), segment_difference(*sip, *part));
  }
  const auto loaded = std::ranges::count_if(
      sip->segments, [](const SipFile::Segment& segment) { return segment.memory_size != 0; });
  if (static_cast<std::size_t>(loaded) != segments)
    note("segments", fmt::format("{}, made anew {}", segments, loaded));
  note("relocations", bytes_difference(View(relocations_of(*sip)), program.relocations.bytes, 0));
  note("patches", bytes_difference(sip->patches, program.patches.bytes, 0));
  if (sip->entry != program.record.bytes.u64(56))
    note("entry", fmt::format("{:#x}, made anew {:#x}", program.record.bytes.u64(56), sip->entry));
  return differences;
}

}  // namespace verifier
