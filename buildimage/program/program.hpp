// A .sip file taken apart into what system.img stores of it.
#pragma once
#include <filesystem>

#include "elf/elf_reader.hpp"
#include "manifest/process_manifest.hpp"
#include "program/contract_section.hpp"

namespace buildimage {

struct LoadedSegment {
  Bytes bytes;
  std::uint64_t memory_size = 0;
  std::uint64_t address = 0;
  std::uint32_t access = 0;  // 1 read, 2 write, 4 execute
};

struct Program {
  ProcessManifest manifest;
  std::uint64_t entry;
  LoadedSegment text, read_only, imports, data;
  Bytes relocations, patches, symbols, bitcode, debug, evidence, manifest_text;
  std::vector<Contract> contracts;  // in the manifest's order
  bool test_hooks;
};

// BI02xx damaged file, BI03xx not what docs/formats/sip.md says, BM… errors of the embedded
// manifest.
Result<Program> read_program(const std::filesystem::path& path);

}  // namespace buildimage
