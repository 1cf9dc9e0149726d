// Header, part table and parts, in pages. Order and fields: docs/formats/image.md.
#include "image/image.hpp"

#include "abi/errors.hpp"
#include "image/records.hpp"
#include "program/byte_writer.hpp"

namespace buildimage {
namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kTableOffset = 2 * kPage;
constexpr std::size_t kEntryBytes = 96;
constexpr std::uint16_t kWholeSystem = 0xffff;

std::size_t whole_pages(std::size_t bytes) {
  return (bytes + kPage - 1) / kPage * kPage;
}

struct Part {
  std::uint16_t kind;
  std::uint16_t program;
  LoadedSegment content;
};

void add_program(std::vector<Part>& parts, std::uint16_t index, const Program& program,
                 Bytes record) {
  const auto plain = [&](std::uint16_t kind, Bytes bytes) {
    parts.push_back({kind, index, {.bytes = std::move(bytes)}});
  };
  plain(2, std::move(record));
  parts.push_back({3, index, program.text});
  parts.push_back({4, index, program.read_only});
  parts.push_back({5, index, program.imports});
  parts.push_back({6, index, program.data});
  plain(7, program.relocations);
  plain(8, program.patches);
  plain(9, program.symbols);
  plain(11, program.bitcode);
  plain(12, program.debug);
  plain(13, program.evidence);
  plain(14, program.manifest_text);
}

Result<std::vector<Part>> collect_parts(const System& system) {
  std::vector<Part> parts;
  parts.push_back({1, kWholeSystem, {.bytes = make_system_record(system)}});
  parts.push_back({16, kWholeSystem, {.bytes = system.manifest_text}});
  for (const Contract* contract : system.contracts) {
    parts.push_back({10, kWholeSystem, {.bytes = contract->table}});
    parts.push_back({15, kWholeSystem, {.bytes = contract->canonical}});
  }
  for (std::size_t i = 0; i < system.programs.size(); ++i) {
    Bytes record = BUILDIMAGE_TRY(make_program_record(system, system.programs[i]));
    add_program(parts, static_cast<std::uint16_t>(i), system.programs[i], std::move(record));
  }
  return parts;
}

void write_entry(ByteWriter& table, const Part& part, std::size_t offset, const Hash& hash) {
  table.number(part.kind).number(part.program).number(part.content.access);
  table.number(std::uint64_t{offset}).number(std::uint64_t{part.content.bytes.size()});
  table.number(part.content.memory_size).number(part.content.address).zeros(8);
  table.raw(hash).zeros(16);
}

// Before anything is copied: hostile SIPs may add up to more than there is memory.
std::uint64_t bytes_of_programs(const System& system) {
  std::uint64_t sum = 0;
  for (const Program& program : system.programs) {
    for (const LoadedSegment* segment :
         {&program.text, &program.read_only, &program.imports, &program.data}) {
      sum += segment->bytes.size();
    }
    for (const Bytes* bytes : {&program.relocations, &program.patches, &program.symbols,
                               &program.bitcode, &program.debug}) {
      sum += bytes->size();
    }
  }
  return sum;
}

Bytes make_header(std::size_t part_count, std::size_t image_size, std::size_t first_part) {
  ByteWriter header;
  header.text("BULKHEAD").number(std::uint32_t{1}).number(static_cast<std::uint32_t>(part_count));
  header.number(std::uint64_t{image_size}).number(std::uint64_t{kTableOffset});
  header.number(std::uint64_t{first_part}).number(abi::kAbiVersion).align(kPage);
  return header.take();
}

}  // namespace

Result<Bytes> make_image(const System& system) {
  if (bytes_of_programs(system) > kLargestInput) {
    return refuse("BI0402", system.manifest.name, "the image would exceed 1 GiB",
                  "use fewer or smaller SIPs");
  }
  const std::vector<Part> parts = BUILDIMAGE_TRY(collect_parts(system));
  const std::size_t first_part = kTableOffset + whole_pages(parts.size() * kEntryBytes);
  ByteWriter table;
  ByteWriter bodies;
  for (const Part& part : parts) {
    ByteWriter padded;
    const Bytes stored = padded.raw(part.content.bytes).align(kPage).take();
    write_entry(table, part, first_part + bodies.size(), sha256(stored));
    bodies.raw(stored);
  }
  const std::size_t image_size = first_part + bodies.size();
  ByteWriter image;
  image.raw(make_header(parts.size(), image_size, first_part)).zeros(kPage);
  return image.raw(table.take()).align(kPage).raw(bodies.take()).take();
}

}  // namespace buildimage
