// One contract file in memory. Holding a scanned SourceFile proves that its text is valid UTF-8
// without NUL bytes, that comments, strings and #if are closed, and that nesting is bounded: the
// parser may recurse on it. It proves no syntax.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace contracts {

struct Place {
  std::uint32_t line;    // from 1
  std::uint32_t column;  // from 1, in characters
};

class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }
  std::uint32_t line_of(std::uint32_t offset) const;
  Place place_of(std::uint32_t offset) const;
  std::string_view line_text(std::uint32_t line) const;
  std::uint32_t line_begin(std::uint32_t line) const { return line_begins_[line - 1]; }

  /// The text that the parser reads: same length, with inactive #if regions blanked and non-ASCII
  /// bytes replaced, so that offsets in it are offsets in text().
  std::string parser_text;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
};

inline constexpr std::size_t kMaxFileBytes = std::size_t{4} << 20;

}  // namespace contracts
