// Reading ELF64, for tests.
#include "elf_file.hpp"

#include <catch2/catch.hpp>
#include <cstring>

namespace {
template <class T>
std::vector<T> table(const std::string& bytes, std::uint64_t offset, std::uint64_t count) {
  REQUIRE(offset + count * sizeof(T) <= bytes.size());
  std::vector<T> entries(count);
  std::memcpy(entries.data(), bytes.data() + offset, count * sizeof(T));
  return entries;
}
}  // namespace

ElfFile::ElfFile(std::string content_of_file) : bytes(std::move(content_of_file)) {
  header = table<Elf64_Ehdr>(bytes, 0, 1)[0];
  segments = table<Elf64_Phdr>(bytes, header.e_phoff, header.e_phnum);
  sections = table<Elf64_Shdr>(bytes, header.e_shoff, header.e_shnum);
}

std::optional<Elf64_Shdr> ElfFile::section(const std::string& name) const {
  for (const auto& entry : sections) {
    if (bytes.c_str() + sections[header.e_shstrndx].sh_offset + entry.sh_name == name) return entry;
  }
  return std::nullopt;
}

std::string ElfFile::content(const std::string& name) const {
  const auto found = section(name);
  return found ? bytes.substr(found->sh_offset, found->sh_size) : std::string();
}

std::vector<Elf64_Rela> ElfFile::relocations() const {
  std::vector<Elf64_Rela> all;
  for (const auto& entry : sections) {
    if (entry.sh_type != SHT_RELA) continue;
    const auto some = table<Elf64_Rela>(bytes, entry.sh_offset, entry.sh_size / sizeof(Elf64_Rela));
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}
