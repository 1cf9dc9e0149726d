// system.img as the verifier reads it, by docs/formats/image.md alone. Holding an Image proves that
// every byte of the file is either inside a part whose hash is right, or in a header, table or
// padding that was checked; not what the parts mean.
#pragma once
#include "bytes/view.hpp"
#include "report/report.hpp"

namespace verifier {

enum class PartKind : std::uint16_t {
  kSystemRecord = 1,
  kProgramRecord = 2,
  kText = 3,
  kReadOnly = 4,
  kImports = 5,
  kData = 6,
  kRelocations = 7,
  kPatches = 8,
  kSymbols = 9,
  kContractTable = 10,
  kBitcode = 11,
  kDebug = 12,
  kEvidence = 13,
  kManifest = 14,
  kContractText = 15,
  kSystemManifest = 16,
};
std::string_view name_of(PartKind kind);

inline constexpr std::uint64_t kPage = 4096;
inline constexpr std::uint16_t kWholeSystem = 0xffff;
inline constexpr std::uint32_t kRead = 1, kWrite = 2, kExecute = 4;

struct Part {
  PartKind kind;
  std::uint16_t program;
  std::uint32_t access;
  std::uint64_t offset, size, memory_size, address;
  View bytes;  // the stored bytes without padding

  [[nodiscard]] bool in_memory(std::uint64_t at, std::uint64_t count) const {
    return at >= address && at - address <= memory_size && count <= memory_size - (at - address);
  }
};

struct ProgramParts {
  std::string name;  // as its record claims; for reports
  Part record, text, read_only, imports, data, relocations, patches, symbols, bitcode, debug,
      evidence, manifest;
  [[nodiscard]] std::array<const Part*, 4> segments() const {
    return {&text, &read_only, &imports, &data};
  }
};

struct ContractParts {
  Part table, text;
};

struct Image {
  View bytes;
  std::vector<Part> parts;
  Part system_record, system_manifest;
  std::vector<ContractParts> contracts;
  std::vector<ProgramParts> programs;
};

// Findings BV0101 to BV0139; nullopt when the rest could not be found reliably.
std::optional<Image> read_image(View file, Report& report);

}  // namespace verifier
