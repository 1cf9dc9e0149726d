// ELF structures are copied out of the file, never pointed into: a hostile file may be misaligned.
#include "elf/elf_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace buildimage {
namespace {

template <class T>
std::optional<T> load(ByteView bytes, std::uint64_t offset) {
  const std::optional<ByteView> part = slice(bytes, offset, sizeof(T));
  if (!part) return std::nullopt;
  T value;
  std::memcpy(&value, part->data(), sizeof value);
  return value;
}

std::optional<std::string> load_string(ByteView bytes, std::uint64_t offset) {
  if (offset >= bytes.size()) return std::nullopt;
  const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(offset);
  const auto end = std::find(begin, bytes.end(), 0);
  if (end == bytes.end()) return std::nullopt;
  return std::string(begin, end);
}

bool is_expected_kind(const Elf64_Ehdr& header) {
  return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
         header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_ident[EI_DATA] == ELFDATA2LSB &&
         header.e_type == ET_DYN && header.e_machine == EM_X86_64;
}

}  // namespace

std::optional<ByteView> slice(ByteView bytes, std::uint64_t offset, std::uint64_t size) {
  if (offset > bytes.size() || size > bytes.size() - offset) return std::nullopt;
  return bytes.subspan(offset, size);
}

std::unexpected<Diagnostics> ElfFile::damaged(std::string what) const {
  return refuse("BI0202", file_, "damaged ELF file: " + what, "build the SIP again with sipc");
}

Result<ElfFile> ElfFile::parse(ByteView bytes, const std::string& file) {
  const auto header = load<Elf64_Ehdr>(bytes, 0);
  if (!header || !is_expected_kind(*header)) {
    return refuse("BI0201", file,
                  bytes.empty() ? "is empty" : "is not a SIP: no ELF64 x86-64 shared object",
                  "give the .sip file that sipc wrote");
  }
  ElfFile elf(file);
  elf.entry_ = header->e_entry;
  BUILDIMAGE_TRY_VOID(elf.read_segments(bytes, *header));
  BUILDIMAGE_TRY_VOID(elf.read_sections(bytes, *header));
  return elf;
}

Result<void> ElfFile::read_segments(ByteView bytes, const Elf64_Ehdr& header) {
  constexpr unsigned kMost = 64;
  if (header.e_phnum > kMost) return damaged(fmt::format("{} segments", header.e_phnum));
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    const auto segment = load<Elf64_Phdr>(bytes, header.e_phoff + i * sizeof(Elf64_Phdr));
    if (header.e_phoff > bytes.size() || !segment) return damaged("program headers end early");
    const auto part = slice(bytes, segment->p_offset, segment->p_filesz);
    if (!part) return damaged(fmt::format("segment {} is outside the file", i));
    if (segment->p_type == PT_LOAD && segment->p_memsz < segment->p_filesz) {
      return damaged(fmt::format("segment {} is smaller in memory than in the file", i));
    }
    segments_.push_back({*segment, *part});
  }
  return {};
}

Result<void> ElfFile::read_sections(ByteView bytes, const Elf64_Ehdr& header) {
  if (header.e_shoff > bytes.size()) return damaged("section headers are outside the file");
  for (unsigned i = 0; i < header.e_shnum; ++i) {
    const auto section = load<Elf64_Shdr>(bytes, header.e_shoff + i * sizeof(Elf64_Shdr));
    if (!section) return damaged("section headers end early");
    const bool stored = section->sh_type != SHT_NOBITS && section->sh_type != SHT_NULL;
    const auto part = stored ? slice(bytes, section->sh_offset, section->sh_size) : ByteView{};
    if (!part) return damaged(fmt::format("section {} is outside the file", i));
    sections_.push_back({{}, *section, *part});
  }
  if (header.e_shstrndx >= sections_.size()) return damaged("no table of section names");
  const ByteView names = sections_[header.e_shstrndx].bytes;
  for (Section& section : sections_) {
    auto name = load_string(names, section.header.sh_name);
    if (!name) return damaged("a section's name is outside the table of names");
    section.name = *std::move(name);
  }
  return {};
}

const ElfFile::Section* ElfFile::section(std::string_view name) const {
  const auto found = std::ranges::find(sections_, name, &Section::name);
  return found == sections_.end() ? nullptr : &*found;
}

Result<std::vector<ElfFile::Symbol>> ElfFile::symbols() const {
  std::vector<Symbol> result;
  const auto table = std::ranges::find(
      sections_, SHT_SYMTAB, [](const Section& s) { return static_cast<int>(s.header.sh_type); });
  if (table == sections_.end()) return result;
  if (table->header.sh_link >= sections_.size()) return damaged("the symbol table has no names");
  const ByteView names = sections_[table->header.sh_link].bytes;
  for (std::uint64_t at = 0; at + sizeof(Elf64_Sym) <= table->bytes.size();
       at += sizeof(Elf64_Sym)) {
    const auto symbol = load<Elf64_Sym>(table->bytes, at);
    auto name = load_string(names, symbol->st_name);
    if (!name) return damaged("a symbol's name is outside the table of names");
    result.push_back(
        {*std::move(name), symbol->st_value, symbol->st_info & 0xfu, symbol->st_shndx});
  }
  return result;
}

}  // namespace buildimage
