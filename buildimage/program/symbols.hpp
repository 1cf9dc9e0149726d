// The tables that are derived from the ELF file's own: symbols for backtraces, relocations, debug
// sections.
#pragma once
#include "program/program.hpp"

namespace buildimage {

Result<Bytes> make_symbols(const ElfFile& elf, const LoadedSegment& text);
Result<Bytes> make_relocations(const ElfFile& elf, const std::string& file);
Bytes make_debug_part(const ElfFile& elf);

}  // namespace buildimage
