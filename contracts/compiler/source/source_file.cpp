// Line tables for source files: offset to line and column, and the text of a line for the caret
// display.
#include "source/source_file.hpp"

#include <algorithm>

namespace contracts {

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {
  line_begins_.push_back(0);
  for (std::uint32_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_begins_.push_back(i + 1);
}

std::uint32_t SourceFile::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return static_cast<std::uint32_t>(after - line_begins_.begin());
}

Place SourceFile::place_of(std::uint32_t offset) const {
  offset = std::min<std::uint32_t>(offset, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t line = line_of(offset);
  const std::uint32_t begin = line_begins_[line - 1];
  std::uint32_t column = 1;
  for (std::uint32_t i = begin; i < offset; ++i)
    if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++column;
  return {line, column};
}

std::string_view SourceFile::line_text(std::uint32_t line) const {
  const std::uint32_t begin = line_begins_[line - 1];
  const std::size_t end = line < line_begins_.size() ? line_begins_[line] : text_.size();
  std::string_view view(text_.data() + begin, end - begin);
  while (!view.empty() && (view.back() == '\n' || view.back() == '\r')) view.remove_suffix(1);
  return view;
}

}  // namespace contracts
