// Numbers of docs/formats/image.md, by name.
#pragma once
#include <cstdint>

namespace kernel::format {

inline constexpr std::uint64_t kPage = 4096;
inline constexpr std::uint64_t kHeaderMagic = 0x4441'4548'4b4c'5542;       // "BULKHEAD"
inline constexpr std::uint64_t kCertificateMagic = 0x3130'5452'4543'4b42;  // "BKCERT01"
inline constexpr std::uint64_t kSystemMagic = 0x3230'3053'5953'4b42;       // "BKSYS002"
inline constexpr std::uint64_t kProgramMagic = 0x3230'474f'5250'4b42;      // "BKPROG02"
inline constexpr std::uint64_t kTableMagic = 0x3145'4c42'4154'4b42;        // "BKTABLE1"
inline constexpr std::uint32_t kImageVersion = 1;
inline constexpr std::uint64_t kTableOffset = 8192;
inline constexpr std::uint64_t kEntryBytes = 96;
inline constexpr std::uint64_t kHeaderBytes = 48 - 4;
inline constexpr std::uint16_t kSystemProgram = 0xffff;
inline constexpr std::uint32_t kNoProcess = 0xffff'ffff;

inline constexpr std::uint32_t kFlagDevelopmentKey = 1;
inline constexpr std::uint32_t kFlagWaived = 2;
inline constexpr std::uint32_t kRulesVersion = 2;         // raised whenever sipverify refuses more
inline constexpr std::uint64_t kAllGroups = 31;           // of checks, all performed
inline constexpr std::uint64_t kCertificateSigned = 136;  // bytes that the signature covers

enum class PartKind : std::uint16_t {
  kSystemRecord = 1,
  kProgramRecord = 2,
  kText = 3,
  kReadOnlyData = 4,
  kImports = 5,
  kData = 6,
  kRelocations = 7,
  kPatches = 8,
  kSymbols = 9,
  kContractTable = 10,
  kBitcode = 11,
  kDebugInfo = 12,
  kEvidence = 13,
  kProcessManifest = 14,
  kContractText = 15,
  kSystemManifest = 16,
};

inline constexpr std::uint32_t kAccessRead = 1;
inline constexpr std::uint32_t kAccessWrite = 2;
inline constexpr std::uint32_t kAccessExecute = 4;

}  // namespace kernel::format
