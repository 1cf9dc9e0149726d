// The line number program of each unit, run from its start to its end. See source_lines.hpp; the
// numbers are those of the DWARF 5 standard, chapter 6.2.
#include "image/source_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace verifier {
namespace {

constexpr std::size_t kMostRows = 1u << 22;

// Reads on; zeros behind the end.
class Cursor {
 public:
  Cursor(View bytes, std::uint64_t at) : bytes_(bytes), at_(at) {}

  std::uint64_t number(unsigned width) {
    at_ += width;
    return bytes_.number(at_ - width, width);
  }
  std::uint64_t unsigned_leb() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = number(1);
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) break;
    }
    return value;
  }
  std::int64_t signed_leb() {
    std::uint64_t value = 0;
    unsigned shift = 0;
    std::uint64_t byte = 0x80;
    for (; shift < 64 && (byte & 0x80) != 0; shift += 7) {
      byte = number(1);
      value |= (byte & 0x7f) << shift;
    }
    if (shift < 64 && (byte & 0x40) != 0) value |= ~std::uint64_t{0} << shift;
    return static_cast<std::int64_t>(value);
  }
  std::string string() {
    const std::string text = bytes_.terminated(at_).value_or("");
    at_ += text.size() + 1;
    return text;
  }
  void skip(std::uint64_t bytes) { at_ += bytes; }
  [[nodiscard]] std::uint64_t at() const { return at_; }
  [[nodiscard]] bool before(std::uint64_t end) const { return at_ < end && at_ < bytes_.size(); }

 private:
  View bytes_;
  std::uint64_t at_;
};

}  // namespace

class LineProgram {
 public:
  LineProgram(const SipFile& sip, SourceLines& lines) : sip_(sip), lines_(lines) {}

  // False: not understood, and so is all that follows.
  bool run(Cursor cursor, std::uint64_t end) {
    if (!read_header(cursor)) return false;
    Cursor at(sip_.debug_line, program_);
    reset();
    while (at.before(end) && lines_.rows_.size() < kMostRows) step(at);
    return true;
  }

 private:
  enum Form : std::uint64_t {
    kData2 = 0x05,
    kString = 0x08,
    kData1 = 0x0b,
    kStringOffset = 0x0e,
    kNumber = 0x0f,
    kData16 = 0x1e,
    kLineStringOffset = 0x1f
  };
  struct Field {
    std::uint64_t content, form;
  };
  struct Entry {
    std::string path;
    std::uint64_t folder = 0;
  };

  bool read_header(Cursor& cursor) {
    constexpr std::uint64_t kVersion = 5;
    if (cursor.number(2) != kVersion || cursor.number(1) != 8 || cursor.number(1) != 0)
      return false;
    const std::uint64_t length = cursor.number(4);
    program_ = cursor.at() + length;
    instruction_bytes_ = cursor.number(1);
    cursor.skip(2);  // operations per instruction; is_stmt
    line_base_ = static_cast<std::int8_t>(cursor.number(1));
    line_range_ = std::max<std::uint64_t>(cursor.number(1), 1);
    opcode_base_ = cursor.number(1);
    operands_.assign(1, 0);
    for (std::uint64_t i = 1; i < opcode_base_; ++i) operands_.push_back(cursor.number(1));
    std::vector<Entry> folders, files;
    if (!read_entries(cursor, folders) || !read_entries(cursor, files)) return false;
    first_file_ = lines_.files_.size();
    for (const Entry& file : files) {
      std::filesystem::path path = folders.empty() ? "" : folders[0].path;
      if (file.folder != 0 && file.folder < folders.size()) path /= folders[file.folder].path;
      lines_.files_.push_back((path / file.path).lexically_normal().string());
    }
    return true;
  }

  bool read_entries(Cursor& cursor, std::vector<Entry>& entries) {
    constexpr std::uint64_t kMostEntries = 1u << 16;
    std::vector<Field> fields;
    for (std::uint64_t count = cursor.number(1); count != 0; --count) {
      const std::uint64_t content = cursor.unsigned_leb();
      fields.push_back({content, cursor.unsigned_leb()});
    }
    const std::uint64_t count = cursor.unsigned_leb();
    if (count > kMostEntries) return false;
    entries.resize(count);
    return std::ranges::all_of(entries, [&](Entry& entry) {
      return std::ranges::all_of(
          fields, [&](const Field& field) { return read_field(cursor, field, entry); });
    });
  }

  bool read_field(Cursor& cursor, const Field& field, Entry& entry) const {
    constexpr std::uint64_t kPath = 1, kFolder = 2;
    std::string text;
    std::uint64_t number = 0;
    switch (field.form) {
      case kString:
        text = cursor.string();
        break;
      case kLineStringOffset:
        text = sip_.debug_line_strings.terminated(cursor.number(4)).value_or("");
        break;
      case kStringOffset:
        text = sip_.debug_strings.terminated(cursor.number(4)).value_or("");
        break;
      case kNumber:
        number = cursor.unsigned_leb();
        break;
      case kData1:
        number = cursor.number(1);
        break;
      case kData2:
        number = cursor.number(2);
        break;
      case kData16:
        cursor.skip(16);
        break;
      default:
        return false;
    }
    if (field.content == kPath) entry.path = text;
    if (field.content == kFolder) entry.folder = number;
    return true;
  }

  void reset() {
    address_ = 0;
    file_ = 1;
    line_ = 1;
  }

  void add_row(bool is_end) {
    const bool known = !is_end && first_file_ + file_ < lines_.files_.size();
    lines_.rows_.push_back({address_, known ? static_cast<std::uint32_t>(first_file_ + file_) : 0,
                            known ? static_cast<std::uint32_t>(line_) : 0,
                            static_cast<std::uint32_t>(lines_.rows_.size())});
  }

  void step(Cursor& at) {
    const std::uint64_t code = at.number(1);
    if (code >= opcode_base_) {
      const std::uint64_t special = code - opcode_base_;
      address_ += special / line_range_ * instruction_bytes_;
      line_ += line_base_ + static_cast<std::int64_t>(special % line_range_);
      return add_row(false);
    }
    switch (code) {
      case 0:
        return extended(at);
      case 1:
        return add_row(false);
      case 2:
        address_ += at.unsigned_leb() * instruction_bytes_;
        return;
      case 3:
        line_ += at.signed_leb();
        return;
      case 4:
        file_ = at.unsigned_leb();
        return;
      case 8:  // as the last special one, without a row
        address_ += (255 - opcode_base_) / line_range_ * instruction_bytes_;
        return;
      case 9:
        address_ += at.number(2);
        return;
      default:
        for (std::uint64_t i = 0; i < operands_[code]; ++i) at.unsigned_leb();
    }
  }

  void extended(Cursor& at) {
    constexpr std::uint64_t kEndSequence = 1, kSetAddress = 2;
    const std::uint64_t length = at.unsigned_leb();
    Cursor operand = at;
    at.skip(length);
    const std::uint64_t code = operand.number(1);
    if (code == kSetAddress) address_ = operand.number(8);
    if (code != kEndSequence) return;
    add_row(true);
    reset();
  }

  const SipFile& sip_;
  SourceLines& lines_;
  std::uint64_t program_ = 0, instruction_bytes_ = 1, line_range_ = 1, opcode_base_ = 1;
  std::int64_t line_base_ = 0;
  std::vector<std::uint64_t> operands_;
  std::uint64_t first_file_ = 0, address_ = 0, file_ = 1;
  std::int64_t line_ = 1;
};

SourceLines::SourceLines(const SipFile& sip) {
  constexpr std::uint64_t kLength = 4;
  for (std::uint64_t at = 0; at + kLength < sip.debug_line.size();) {
    const std::uint64_t end = at + kLength + sip.debug_line.u32(at);
    LineProgram program(sip, *this);
    if (end <= at + kLength || !program.run(Cursor(sip.debug_line, at + kLength), end)) break;
    at = end;
  }
  // Of several at one address the last counts; a sequence's end yields to the next one's start.
  std::ranges::sort(
      rows_, {}, [](const Row& row) { return std::tuple(row.address, row.line != 0, row.order); });
}

std::string SourceLines::at(std::uint64_t address) const {
  const auto behind = std::ranges::upper_bound(rows_, address, {}, &Row::address);
  if (behind == rows_.begin() || std::prev(behind)->line == 0) return {};
  const Row& row = *std::prev(behind);
  return fmt::format("{}:{}", printable(files_[row.file], 200), row.line);
}

}  // namespace verifier
