// A small bounds-checked reader of ELF64 little-endian x86-64 files. Holding an ElfFile proves that
// every segment and section lies inside the file and that names are terminated; it says nothing
// about what the contents mean.
#pragma once
#include <elf.h>

#include <optional>
#include <string_view>

#include "files/files.hpp"

namespace buildimage {

class ElfFile {
 public:
  struct Section {
    std::string name;
    Elf64_Shdr header;
    ByteView bytes;  // empty for SHT_NOBITS
  };
  struct Segment {
    Elf64_Phdr header;
    ByteView bytes;
  };
  struct Symbol {
    std::string name;
    std::uint64_t address;
    unsigned type;  // STT_…
    std::uint16_t section;
  };

  // BI0201 not such a file, BI0202 damaged. The bytes must outlive the result.
  static Result<ElfFile> parse(ByteView bytes, const std::string& file);

  std::uint64_t entry() const { return entry_; }
  const std::vector<Section>& sections() const { return sections_; }
  const std::vector<Segment>& segments() const { return segments_; }
  const Section* section(std::string_view name) const;
  Result<std::vector<Symbol>> symbols() const;

 private:
  explicit ElfFile(std::string file) : file_(std::move(file)) {}
  std::unexpected<Diagnostics> damaged(std::string what) const;
  Result<void> read_segments(ByteView bytes, const Elf64_Ehdr& header);
  Result<void> read_sections(ByteView bytes, const Elf64_Ehdr& header);

  std::string file_;
  std::uint64_t entry_ = 0;
  std::vector<Segment> segments_;
  std::vector<Section> sections_;
};

// The part of `bytes` at [offset, offset + size), if it is inside.
std::optional<ByteView> slice(ByteView bytes, std::uint64_t offset, std::uint64_t size);

}  // namespace buildimage
