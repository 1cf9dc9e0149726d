// See elf.hpp.
#include "elf.hpp"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

namespace image_builder {
namespace {

template <class T>
T at(const Blob& file, std::size_t offset) {
  T value;
  if (offset + sizeof value > file.size()) throw std::runtime_error("truncated ELF file");
  std::memcpy(&value, file.data() + offset, sizeof value);
  return value;
}

Blob cut(const Blob& file, std::size_t offset, std::size_t bytes) {
  return Blob(file.begin() + static_cast<std::ptrdiff_t>(offset),
              file.begin() + static_cast<std::ptrdiff_t>(offset + bytes));
}

Blob make_symbols(const std::map<std::uint32_t, std::string>& names) {
  Blob part, strings;
  put(part, 0, names.size(), 4);
  put(part, 4, 0, 4);
  std::size_t at_entry = 8;
  for (const auto& [address, name] : names) {
    put(part, at_entry, address, 4);
    put(part, at_entry + 4, 8 + 8 * names.size() + strings.size(), 4);
    put_text(strings, strings.size(), name);
    strings.push_back(0);
    at_entry += 8;
  }
  part.insert(part.end(), strings.begin(), strings.end());
  return part;
}

void read_relocations(const Blob& file, const Elf64_Shdr& section, Sip& sip) {
  for (std::size_t i = 0; i < section.sh_size; i += sizeof(Elf64_Rela)) {
    const auto rela = at<Elf64_Rela>(file, section.sh_offset + i);
    if (ELF64_R_TYPE(rela.r_info) != R_X86_64_RELATIVE)
      throw std::runtime_error("a relocation is not RELATIVE");
    const std::size_t end = sip.relocations.size();
    put(sip.relocations, end, rela.r_offset, 8);
    put(sip.relocations, end + 8, static_cast<std::uint64_t>(rela.r_addend), 8);
  }
}

void read_sections(const Blob& file, const Elf64_Ehdr& header, std::uint64_t& imports, Sip& sip) {
  const auto names = at<Elf64_Shdr>(file, header.e_shoff + header.e_shstrndx * sizeof(Elf64_Shdr));
  std::map<std::uint32_t, std::string> symbols;
  for (unsigned i = 0; i < header.e_shnum; ++i) {
    const auto section = at<Elf64_Shdr>(file, header.e_shoff + i * sizeof(Elf64_Shdr));
    const std::string name(
        reinterpret_cast<const char*>(file.data() + names.sh_offset + section.sh_name));
    if (name == ".sip.imports") imports = section.sh_addr;
    if (name == ".sip.patches") sip.patches = cut(file, section.sh_offset, section.sh_size);
    if (section.sh_type == SHT_RELA) read_relocations(file, section, sip);
    if (section.sh_type != SHT_SYMTAB) continue;
    const auto strings =
        at<Elf64_Shdr>(file, header.e_shoff + section.sh_link * sizeof(Elf64_Shdr));
    for (std::size_t j = 0; j < section.sh_size; j += sizeof(Elf64_Sym)) {
      const auto symbol = at<Elf64_Sym>(file, section.sh_offset + j);
      if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC) continue;
      symbols[static_cast<std::uint32_t>(symbol.st_value)] =
          reinterpret_cast<const char*>(file.data() + strings.sh_offset + symbol.st_name);
    }
  }
  sip.symbols = make_symbols(symbols);
}

}  // namespace

Sip read_sip(const std::string& name) {
  std::ifstream stream(name, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + name);
  const Blob file((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const auto header = at<Elf64_Ehdr>(file, 0);
  Sip sip{.entry = header.e_entry,
          .text = {},
          .read_only = {},
          .imports = {},
          .data = {},
          .relocations = {},
          .patches = {},
          .symbols = {}};
  std::uint64_t imports = 0;
  read_sections(file, header, imports, sip);
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    const auto program = at<Elf64_Phdr>(file, header.e_phoff + i * sizeof(Elf64_Phdr));
    if (program.p_type != PT_LOAD || program.p_memsz == 0) continue;
    Segment& segment = (program.p_flags & PF_X) != 0   ? sip.text
                       : (program.p_flags & PF_W) != 0 ? sip.data
                       : program.p_vaddr == imports    ? sip.imports
                                                       : sip.read_only;
    segment = {program.p_vaddr, program.p_memsz, cut(file, program.p_offset, program.p_filesz),
               true};
  }
  return sip;
}

}  // namespace image_builder
