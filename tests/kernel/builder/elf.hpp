// Takes a test SIP's ELF file apart into what an image holds. For trusted input: files that this
// build has just linked.
#pragma once
#include <cstdint>
#include <string>

#include "bytes.hpp"

namespace image_builder {

struct Segment {
  std::uint64_t address = 0, memory_size = 0;
  Blob bytes;
  bool present = false;
};

struct Sip {
  std::uint64_t entry = 0;
  Segment text, read_only, imports, data;
  Blob relocations, patches, symbols;
};

Sip read_sip(const std::string& file);

}  // namespace image_builder
