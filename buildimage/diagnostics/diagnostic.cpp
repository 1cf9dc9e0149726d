// Rendering of diagnostics in the form that editors and people know from Clang.
#include "diagnostics/diagnostic.hpp"

#include <fmt/format.h>

namespace buildimage {
namespace {

// Tabs and control characters would move the caret or disturb the terminal.
std::string printable(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    result += (byte < 0x20 || byte == 0x7f) ? ' ' : c;
  }
  return result;
}

std::string caret_lines(const Diagnostic& diagnostic) {
  constexpr std::size_t kWidest = 160;
  if (diagnostic.source_line.empty() || diagnostic.column == 0 ||
      diagnostic.source_line.size() > kWidest) {
    return {};
  }
  return fmt::format("{:>6} | {}\n       | {:>{}}\n", diagnostic.line,
                     printable(diagnostic.source_line), "^", diagnostic.column);
}

}  // namespace

std::unexpected<Diagnostics> refuse(std::string number, std::string file, std::string message,
                                    std::string remedy) {
  Diagnostics list;
  list.push_back({.number = std::move(number),
                  .file = std::move(file),
                  .message = std::move(message),
                  .remedy = std::move(remedy),
                  .source_line = {}});
  return std::unexpected(std::move(list));
}

std::string render(const Diagnostic& diagnostic) {
  std::string place = printable(diagnostic.file);
  if (diagnostic.line != 0) place += fmt::format(":{}:{}", diagnostic.line, diagnostic.column);
  return fmt::format("{}: error: {} [{}]\n{}  help: {}\n", place, printable(diagnostic.message),
                     diagnostic.number, caret_lines(diagnostic), diagnostic.remedy);
}

}  // namespace buildimage
