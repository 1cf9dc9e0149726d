// Header page and part table: every field against the format, every byte accounted for, every part
// against its hash.
#include <fmt/format.h>

#include <algorithm>

#include "image/structure.hpp"

namespace verifier {
namespace {

constexpr std::uint32_t kFormatVersion = 1;
constexpr std::uint32_t kAbiVersion = 3;
constexpr std::uint64_t kHeaderBytes = 44;

std::uint64_t whole_pages(std::uint64_t bytes) {
  return (bytes + kPage - 1) / kPage * kPage;
}

void expect_zero(View file, std::uint64_t offset, std::uint64_t count, std::string_view what,
                 Report& report) {
  if (const auto at = file.first_nonzero(offset, count)) {
    report.add(103, fmt::format("offset {:#x}", *at), fmt::format("{} must be zero", what));
  }
}

bool expect(std::uint64_t found, std::uint64_t expected, std::uint64_t offset,
            std::string_view what, Report& report) {
  if (found == expected) return true;
  report.add(102, fmt::format("header, offset {}", offset),
             fmt::format("{} is {}, not {}", what, found, expected));
  return false;
}

std::optional<std::uint64_t> read_header(View file, Report& report) {
  if (file.size() < kTableOffset + kPage || !file.starts_with("BULKHEAD")) {
    report.add(101, "offset 0",
               file.size() == 0
                   ? "the file is empty"
                   : fmt::format("{} bytes, without the magic or too short", file.size()));
    return std::nullopt;
  }
  const std::uint64_t count = file.u32(12);
  const std::uint64_t first = kTableOffset + whole_pages(count * kEntryBytes);
  bool good = expect(file.u32(8), kFormatVersion, 8, "format version", report);
  good &= expect(file.u64(16), file.size(), 16, "image size", report);
  good &= expect(file.u64(24), kTableOffset, 24, "table offset", report);
  good &= expect(file.u64(32), first, 32, "first part's offset", report);
  good &= expect(file.u32(40), kAbiVersion, 40, "kernel ABI version", report);
  if (count == 0 || count > 65535 || first > file.size()) {
    report.add(102, "header, offset 12", fmt::format("part count {} does not fit the file", count));
    good = false;
  }
  expect_zero(file, kHeaderBytes, kPage - kHeaderBytes, "the rest of the header page", report);
  if (!good) return std::nullopt;
  return count;
}

bool is_native(PartKind kind) {
  return kind >= PartKind::kText && kind <= PartKind::kData;
}

void check_native_fields(const Part& part, const std::string& place, Report& report) {
  const bool sane =
      is_native(part.kind)
          ? part.access <= 7 && part.memory_size >= part.size && part.address % kPage == 0
          : part.access == 0 && part.memory_size == 0 && part.address == 0;
  if (!sane)
    report.add(107, place,
               fmt::format("access {}, memory size {:#x}, address {:#x}", part.access,
                           part.memory_size, part.address));
}

Part read_entry(View file, std::uint64_t index, Report& report) {
  const std::uint64_t at = kTableOffset + index * kEntryBytes;
  Part part{.kind = static_cast<PartKind>(file.u16(at)),
            .program = file.u16(at + 2),
            .access = file.u32(at + 4),
            .offset = file.u64(at + 8),
            .size = file.u64(at + 16),
            .memory_size = file.u64(at + 24),
            .address = file.u64(at + 32),
            .bytes = {}};
  const std::string place = fmt::format("part {}", index);
  if (file.first_nonzero(at + 40, 8) || file.first_nonzero(at + 80, 16))
    report.add(103, place, "reserved fields must be zero");
  check_native_fields(part, place, report);
  return part;
}

bool check_body(View file, std::uint64_t index, Part& part, std::uint64_t expected_offset,
                Report& report) {
  const std::string place = fmt::format("part {}", index);
  if (part.offset != expected_offset || !file.holds(part.offset, part.size) ||
      !file.holds(part.offset, whole_pages(part.size))) {
    report.add(
        105, place,
        fmt::format("offset {:#x}, size {:#x}; it must start at {:#x} and end inside the file",
                    part.offset, part.size, expected_offset));
    return false;
  }
  part.bytes = file.part(part.offset, part.size);
  const Hash hash = sha256(file.part(part.offset, whole_pages(part.size)));
  const auto claimed = file.part(kTableOffset + index * kEntryBytes + 48, 32).span();
  if (!std::ranges::equal(hash, claimed))
    report.add(106, fmt::format("{}, {}", place, name_of(part.kind)),
               "SHA-256 of its bytes is " + to_hex(hash).substr(0, 16) + "...");
  expect_zero(file, part.offset + part.size, whole_pages(part.size) - part.size,
              "padding after a part", report);
  return true;
}

}  // namespace

std::optional<std::vector<Part>> read_parts(View file, Report& report) {
  const auto count = read_header(file, report);
  if (!count) return std::nullopt;
  std::uint64_t offset = kTableOffset + whole_pages(*count * kEntryBytes);
  expect_zero(file, kTableOffset + *count * kEntryBytes,
              offset - kTableOffset - *count * kEntryBytes, "the rest of the part table's page",
              report);
  std::vector<Part> parts;
  for (std::uint64_t i = 0; i < *count; ++i) {
    Part part = read_entry(file, i, report);
    if (!check_body(file, i, part, offset, report)) return std::nullopt;
    offset += whole_pages(part.size);
    parts.push_back(part);
  }
  if (offset != file.size()) {
    report.add(105, fmt::format("offset {:#x}", offset),
               fmt::format("{} bytes belong to no part", file.size() - offset));
    return std::nullopt;
  }
  return parts;
}

}  // namespace verifier
