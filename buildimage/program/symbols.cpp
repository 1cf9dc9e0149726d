// Encoders of parts 7, 9 and 12 of docs/formats/image.md.
#include "program/symbols.hpp"

#include <cxxabi.h>
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>

#include "program/byte_writer.hpp"

namespace buildimage {
namespace {

std::string demangle(const std::string& name) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
  return text && status == 0 ? std::string(text.get()) : name;
}

bool is_code_symbol(const ElfFile::Symbol& symbol, const LoadedSegment& text) {
  return (symbol.type == STT_FUNC || symbol.type == STT_NOTYPE) && symbol.section != SHN_UNDEF &&
         symbol.section < SHN_LORESERVE && !symbol.name.empty() && symbol.address >= text.address &&
         symbol.address - text.address < text.bytes.size();
}

}  // namespace

Result<Bytes> make_symbols(const ElfFile& elf, const LoadedSegment& text) {
  std::map<std::uint32_t, std::string> by_address;
  for (const ElfFile::Symbol& symbol : BUILDIMAGE_TRY(elf.symbols())) {
    if (!is_code_symbol(symbol, text)) continue;
    std::string name = demangle(symbol.name);
    auto [place, fresh] = by_address.try_emplace(static_cast<std::uint32_t>(symbol.address), name);
    if (!fresh && name < place->second)
      place->second = name;  // identical code folded: any order gives the same
  }
  ByteWriter names;
  ByteWriter part;
  const std::size_t names_at = 8 + by_address.size() * 8;
  part.number(static_cast<std::uint32_t>(by_address.size())).number(std::uint32_t{0});
  for (const auto& [address, name] : by_address) {
    part.number(address).number(static_cast<std::uint32_t>(names_at + names.size()));
    names.text(name).zeros(1);
  }
  return part.raw(names.take()).take();
}

Result<Bytes> make_relocations(const ElfFile& elf, const std::string& file) {
  std::map<std::uint64_t, std::uint64_t> by_address;
  for (const ElfFile::Section& section : elf.sections()) {
    if ((section.header.sh_flags & SHF_ALLOC) == 0) continue;
    if (section.header.sh_type == SHT_REL || section.header.sh_type == 19 /* SHT_RELR */) {
      return refuse(
          "BI0302", file,
          fmt::format("section {} holds relocations of a kind that is not loaded", section.name),
          "link with -pie --pack-dyn-relocs=none");
    }
    if (section.header.sh_type != SHT_RELA) continue;
    for (std::size_t at = 0; at + sizeof(Elf64_Rela) <= section.bytes.size();
         at += sizeof(Elf64_Rela)) {
      Elf64_Rela entry;
      std::memcpy(&entry, section.bytes.data() + at, sizeof entry);
      if (entry.r_info != R_X86_64_RELATIVE) {
        return refuse("BI0302", file,
                      fmt::format("relocation at {:#x} is not R_X86_64_RELATIVE", entry.r_offset),
                      "link everything into the SIP; it cannot refer to symbols outside");
      }
      by_address[entry.r_offset] = static_cast<std::uint64_t>(entry.r_addend);
    }
  }
  ByteWriter part;
  for (const auto& [address, addend] : by_address) part.number(address).number(addend);
  return part.take();
}

Bytes make_debug_part(const ElfFile& elf) {
  ByteWriter part;
  for (const ElfFile::Section& section : elf.sections()) {
    if (!section.name.starts_with(".debug_")) continue;
    part.number(static_cast<std::uint32_t>(section.name.size())).number(std::uint32_t{0});
    part.number(std::uint64_t{section.bytes.size()}).text(section.name).raw(section.bytes).align(8);
  }
  return part.take();
}

}  // namespace buildimage
