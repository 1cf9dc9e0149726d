// The part table of an image as a checked view. An ImageView proves that the header and every table
// entry are well-formed, in order, contiguous and inside the image; it does not prove that anything
// is authentic or intact (verified_image.hpp).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/trusted/bytes.hpp"

namespace kernel {

// Numbers of docs/formats/image.md, by name.
inline constexpr std::uint64_t kPage = 4096;
inline constexpr std::uint64_t kHeaderMagic = 0x4441'4548'4b4c'5542;       // "BULKHEAD"
inline constexpr std::uint64_t kCertificateMagic = 0x3130'5452'4543'4b42;  // "BKCERT01"
inline constexpr std::uint64_t kSystemMagic = 0x3230'3053'5953'4b42;       // "BKSYS002"
inline constexpr std::uint64_t kProgramMagic = 0x3230'474f'5250'4b42;      // "BKPROG02"
inline constexpr std::uint64_t kTableMagic = 0x3145'4c42'4154'4b42;        // "BKTABLE1"
inline constexpr std::uint32_t kImageVersion = 1;
inline constexpr std::uint64_t kTableOffset = 8192;
inline constexpr std::uint64_t kPartEntryBytes = 96;
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

// Why an image is refused: a permanent number (docs/kernel.md lists them), what is wrong, and in
// which part. A check gives nothing when all is well.
struct Refusal {
  static constexpr std::uint32_t kWholeImage = ~std::uint32_t{0};
  std::uint16_t number;
  hal::LastingText what;
  std::uint32_t part = kWholeImage;
};

using Check = std::optional<Refusal>;

// An entry of the part table, as docs/formats/image.md lays it out.
struct PartEntry {
  PartKind kind;
  std::uint16_t program;
  std::uint32_t access;
  std::uint64_t offset, size, memory_size, address;
};

struct Part : PartEntry {
  std::uint32_t index;
  ImageBytes bytes;   // as stored, without padding
  ImageBytes padded;  // whole pages
  ImageBytes expected_hash;
};

class ImageView {
 public:
  ImageView() = default;
  ImageView(ImageBytes image, std::uint32_t parts) : image_(image), parts_(parts) {}
  ImageBytes image() const { return image_; }
  ImageBytes header() const { return image_.subspan(0, kPage); }
  ImageBytes certificate() const { return image_.subspan(kPage, kPage); }
  ImageBytes entry(std::uint32_t index) const {
    return image_.subspan(kTableOffset + index * kPartEntryBytes, kPartEntryBytes);
  }
  std::uint32_t part_count() const { return parts_; }
  Part part(std::uint32_t index) const;
  // The program's part of that kind; each occurs at most once in a program.
  std::optional<Part> find(std::uint16_t program, PartKind kind) const;
  std::uint16_t program_count() const;

 private:
  ImageBytes image_;
  std::uint32_t parts_ = 0;
};

// Header page: every byte. On success `view` names the table, whose entries are still unchecked.
Check check_header(ImageBytes image, ImageView& view);
// Each entry, their order, and that they and their padding fill the image exactly.
Check check_part_table(const ImageView& view);

// "text", "read-only data", … for messages.
hal::LastingText part_kind_name(PartKind kind);

// What the user reads when an image is refused: one line with number, fault and place.
void print_refusal(const ImageView& view, const Refusal& refusal);

}  // namespace kernel

#define KERNEL_TRY_CHECK(expression) \
  if (const ::kernel::Check refused_here = (expression)) return refused_here
