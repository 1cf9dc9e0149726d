// A .sip as the tests look at it: a small ELF reader that shares nothing with the code under test.
#pragma once
#include <elf.h>

#include <optional>
#include <string>
#include <vector>

struct ElfFile {
  explicit ElfFile(std::string bytes);

  std::string bytes;
  Elf64_Ehdr header;
  std::vector<Elf64_Phdr> segments;
  std::vector<Elf64_Shdr> sections;

  std::optional<Elf64_Shdr> section(const std::string& name) const;
  std::string content(const std::string& name) const;  // empty if absent
  std::vector<Elf64_Rela> relocations() const;
};
