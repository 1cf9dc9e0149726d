// ELF64, as far as a .sip goes. Views never read outside of the file, so offsets need no checks.
#include "image/sip_file.hpp"

#include <cxxabi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace verifier {
namespace {

constexpr std::uint64_t kHeaderBytes = 64, kSegmentBytes = 56, kSectionBytes = 64,
                        kSymbolBytes = 24;
constexpr std::uint32_t kLoad = 1, kExecutable = 1, kWritable = 2, kFunction = 2;

struct Section {
  std::string name;
  std::uint32_t type;
  View bytes;
};

std::vector<Section> sections_of(View file) {
  const std::uint64_t table = file.u64(40);
  const std::uint64_t count = file.u16(60);
  const auto header = [&](std::uint64_t i) {
    return file.part(table + i * kSectionBytes, kSectionBytes);
  };
  const View names_header = header(file.u16(62));
  const View names = file.part(names_header.u64(24), names_header.u64(32));
  std::vector<Section> sections;
  for (std::uint64_t i = 0; i < count; ++i) {
    const View entry = header(i);
    constexpr std::uint32_t kNoBits = 8;
    sections.push_back(
        {names.terminated(entry.u32(0)).value_or(""), entry.u32(4),
         entry.u32(4) == kNoBits ? View() : file.part(entry.u64(24), entry.u64(32))});
  }
  return sections;
}

View section(const std::vector<Section>& sections, std::string_view name) {
  const auto found = std::ranges::find(sections, name, &Section::name);
  return found == sections.end() ? View() : found->bytes;
}

void read_segments(View file, SipFile& sip) {
  const std::uint64_t table = file.u64(32);
  for (std::uint64_t i = 0; i < file.u16(56); ++i) {
    const View entry = file.part(table + i * kSegmentBytes, kSegmentBytes);
    if (entry.u32(0) != kLoad) continue;
    const std::uint64_t address = entry.u64(16);
    const std::uint64_t end = address + entry.u64(40);
    sip.image_begin = sip.image_end == 0 ? address : std::min(sip.image_begin, address);
    sip.image_end = std::max(sip.image_end, end);
    const View bytes = file.part(entry.u64(8), entry.u64(32));
    sip.segments.push_back({bytes, address, entry.u64(40), entry.u32(4)});
    if ((entry.u32(4) & kExecutable) != 0) {
      sip.text = bytes;
      sip.text_address = address;
    } else if ((entry.u32(4) & kWritable) != 0) {
      sip.data_begin = address;
      sip.data_end = end;
    }
  }
}

void read_symbols(const std::vector<Section>& sections, SipFile& sip) {
  const View table = section(sections, ".symtab");
  const View names = section(sections, ".strtab");
  for (std::uint64_t at = 0; at + kSymbolBytes <= table.size(); at += kSymbolBytes) {
    if ((table.u8(at + 4) & 0xf) != kFunction) continue;
    if (auto name = names.terminated(table.u32(at)))
      sip.functions.push_back({table.u64(at + 8), std::move(*name)});
  }
  std::ranges::sort(sip.functions, {}, &SipFile::Symbol::address);
}

void read_relocations(const std::vector<Section>& sections, SipFile& sip) {
  constexpr std::uint32_t kRela = 4;
  constexpr std::uint64_t kRelaBytes = 24;
  for (const Section& section : sections) {
    if (section.type != kRela) continue;
    for (std::uint64_t at = 0; at + kRelaBytes <= section.bytes.size(); at += kRelaBytes)
      sip.relocations.emplace_back(section.bytes.u64(at), section.bytes.u64(at + 16));
  }
}

std::string demangled(const std::string& name) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 ? text.get() : name;
}

}  // namespace

std::string SipFile::name_of(std::uint64_t address) const {
  const auto behind = std::ranges::upper_bound(functions, address, {}, &Symbol::address);
  if (behind == functions.begin()) return {};
  const Symbol& symbol = *std::prev(behind);
  return fmt::format("{}+{:#x}", printable(demangled(symbol.name), 200), address - symbol.address);
}

std::optional<SipFile> read_sip(View file, Report& report) {
  SipFile sip;
  const bool elf = file.size() >= kHeaderBytes &&
                   file.starts_with(
                       "\x7f"
                       "ELF\x02\x01") &&
                   file.u16(18) == 62;
  if (elf) read_segments(file, sip);
  if (sip.text.size() == 0) {
    report.add(7, report.image(), "it is no ELF64 file for x86-64 with text");
    return std::nullopt;
  }
  sip.entry = file.u64(24);
  const auto sections = sections_of(file);
  sip.patches = section(sections, ".sip.patches");
  sip.debug_line = section(sections, ".debug_line");
  sip.debug_line_strings = section(sections, ".debug_line_str");
  sip.debug_strings = section(sections, ".debug_str");
  read_symbols(sections, sip);
  read_relocations(sections, sip);
  return sip;
}

}  // namespace verifier
