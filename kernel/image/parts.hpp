// The part table of an image as a checked view. An ImageView proves that the header and every table
// entry are well-formed, in order, contiguous and inside the image; it does not prove that anything
// is authentic (certificate.hpp) or intact (hashes.hpp).
#pragma once
#include "base/bytes.hpp"
#include "image/format.hpp"
#include "image/refusal.hpp"

namespace kernel {

// An entry of the part table, as docs/formats/image.md lays it out.
struct PartEntry {
  format::PartKind kind;
  std::uint16_t program;
  std::uint32_t access;
  std::uint64_t offset, size, memory_size, address;
};

struct Part : PartEntry {
  std::uint32_t index;
  Bytes bytes;   // as stored, without padding
  Bytes padded;  // whole pages
  Bytes expected_hash;
};

class ImageView {
 public:
  ImageView() = default;
  ImageView(Bytes image, std::uint32_t parts) : image_(image), parts_(parts) {}
  Bytes image() const { return image_; }
  Bytes header() const { return image_.subspan(0, format::kPage); }
  Bytes certificate() const { return image_.subspan(format::kPage, format::kPage); }
  Bytes entry(std::uint32_t index) const {
    return image_.subspan(format::kTableOffset + index * format::kEntryBytes, format::kEntryBytes);
  }
  std::uint32_t part_count() const { return parts_; }
  Part part(std::uint32_t index) const;
  // The program's part of that kind; each occurs at most once in a program.
  std::optional<Part> find(std::uint16_t program, format::PartKind kind) const;
  std::uint16_t program_count() const;

 private:
  Bytes image_;
  std::uint32_t parts_ = 0;
};

// Header page: every byte. On success `view` names the table, whose entries are still unchecked.
Check check_header(Bytes image, ImageView& view);
// Each entry, their order, and that they and their padding fill the image exactly.
Check check_part_table(const ImageView& view);

// "text", "read-only data", … for messages.
std::string_view part_kind_name(format::PartKind kind);

}  // namespace kernel
