// contractc fmt: lays files out in place, or says which would change, or is a filter for editors.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "driver/analysis.hpp"
#include "driver/output.hpp"
#include "driver/tool_commands.hpp"
#include "format/format.hpp"
#include "source/scan.hpp"
#include "syntax/parse.hpp"

namespace contracts {
namespace {

enum class Outcome { kUnchanged, kChanged, kRefused };

struct Text {
  std::string before;
  std::string after;
  Outcome outcome = Outcome::kRefused;
};

std::optional<std::string> read_text(const std::string& path, Reporter& reporter) {
  std::ifstream file;
  if (path != "-") {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
      reporter.report_path(path, 1, "there is no such file, or it is no regular file");
      return std::nullopt;
    }
    file.open(path, std::ios::binary);
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::string text;
  std::vector<char> block(std::size_t{1} << 16);
  while (in.good() && text.size() <= kMaxFileBytes) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (text.size() <= kMaxFileBytes && !in.bad() && in.eof()) return text;
  reporter.report_path(
      path, text.size() > kMaxFileBytes ? 3 : 1,
      text.size() > kMaxFileBytes ? "the file is larger than 4 MiB" : "the file cannot be read");
  return std::nullopt;
}

/// Only syntax has to be right: a file is also laid out while it is being written.
Text lay_out_file(const std::string& path, const ToolOptions& options) {
  Program program;
  Text text;
  if (auto read = read_text(path, program.reporter)) {
    text.before = std::move(*read);
    program.files.push_back(
        std::make_unique<SourceFile>(path == "-" ? "<stdin>" : path, text.before));
    if (scan(*program.files[0], 0, {options.defines.begin(), options.defines.end()},
             program.reporter))
      parse(*program.files[0], 0, program.reporter);
  }
  program.reporter.sort();
  fmt::print(stderr, "{}", render_text(program.reporter, program.files, colour_of(options)));
  if (!program.ok()) return text;
  if (std::optional<std::string> after = formatted(text.before)) {
    text.after = std::move(*after);
    text.outcome = text.after == text.before ? Outcome::kUnchanged : Outcome::kChanged;
  } else {
    fmt::print(stderr,
               "contractc: {} would not keep its words; nothing is changed\n"
               "  what to do: this is a fault of contractc fmt, please report it with the file\n",
               path);
  }
  return text;
}

int write_back(const std::vector<OutputFile>& files, const ToolOptions& options) {
  Program nothing;
  if (write_all(files, nothing.reporter)) return kExitDone;
  fmt::print(stderr, "{}", render_text(nothing.reporter, nothing.files, colour_of(options)));
  return kExitRefused;
}

}  // namespace

int fmt_command(const ToolOptions& options) {
  int code = kExitDone;
  std::vector<OutputFile> changed;
  for (const std::string& input : options.inputs) {
    const Text text = lay_out_file(input, options);
    if (text.outcome == Outcome::kRefused) code = kExitRefused;
    if (input == "-" && !options.check && text.outcome != Outcome::kRefused)
      fmt::print("{}", text.after);
    if (text.outcome != Outcome::kChanged) continue;
    if (options.check) {
      fmt::print("{}: not laid out as contractc fmt would\n", input);
      code = kExitRefused;
    } else if (input != "-") {
      changed.push_back({input, text.after});
    }
  }
  if (code != kExitDone || changed.empty()) return code;
  return write_back(changed, options);
}

}  // namespace contracts
