// locate: puts source lines into the log of a system that ran: behind each frame of a SIP's
// backtrace, by the line table in its .sip. The kernel prints functions only.
#include <fmt/format.h>

#include <iostream>
#include <map>
#include <memory>
#include <sstream>

#include "bytes/files.hpp"
#include "driver/commands.hpp"
#include "image/source_lines.hpp"

namespace verifier {
namespace {

constexpr std::uint64_t kLargestLog = std::uint64_t{1} << 28;
constexpr std::uint64_t kWindow = std::uint64_t{256} << 20;  // docs/formats/sip.md

// A .sip, kept with its bytes.
struct Program {
  explicit Program(std::vector<std::uint8_t> content) : bytes(std::move(content)) {
    Report ignored;
    if (const auto sip = read_sip(View(bytes), ignored)) lines.emplace(*sip);
  }
  std::vector<std::uint8_t> bytes;
  std::optional<SourceLines> lines;
};

class Locator {
 public:
  explicit Locator(const std::filesystem::path& sips) : sips_(sips) {}

  // The line, with a place behind it where one is known.
  std::string annotated(const std::string& line) {
    constexpr std::string_view kEnded = "bulkhead: SIP ", kFrame = "bulkhead:   #";
    if (const auto name = word_after(line, kEnded); !name.empty()) program_ = find(name);
    const std::size_t frame = line.find(kFrame);
    const std::size_t address = line.find(" 0x", frame == std::string::npos ? line.size() : frame);
    if (frame == std::string::npos || address == std::string::npos || !program_ || !program_->lines)
      return line;
    std::uint64_t value = std::strtoull(line.c_str() + address + 1, nullptr, 16) % kWindow;
    // A caller's frame says where it goes on, which may be the next line already.
    if (!line.substr(frame).starts_with("bulkhead:   #0 ") && value != 0) --value;
    const std::string place = program_->lines->at(value);
    return place.empty() ? line : fmt::format("{} at {}", line, place);
  }

 private:
  static std::string word_after(const std::string& line, std::string_view text) {
    const std::size_t at = line.find(text);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + text.size();
    return line.substr(begin, line.find(' ', begin) - begin);
  }

  // Names of SIPs as systems know them: "server#2" is an instance of server.sip.
  std::shared_ptr<Program> find(const std::string& name) {
    const std::string file = name.substr(0, name.find_first_of("#:"));
    if (file.empty() || file.find('/') != std::string::npos) return nullptr;
    auto [place, is_new] = programs_.try_emplace(file);
    if (is_new) {
      Report ignored;
      auto bytes = read_file(sips_ / (file + ".sip"), kLargestImage, ignored);
      if (bytes) place->second = std::make_shared<Program>(std::move(*bytes));
    }
    return place->second;
  }

  std::filesystem::path sips_;
  std::map<std::string, std::shared_ptr<Program>> programs_;
  std::shared_ptr<Program> program_;
};

}  // namespace

int locate(const Options& options) {
  Report report(options.image.string());
  std::string text;
  if (options.image == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    const auto bytes = read_file(options.image, kLargestLog, report);
    if (!bytes) {
      fmt::print(stderr, "{}", render_text(report, false));
      return 1;
    }
    text.assign(bytes->begin(), bytes->end());
  }
  Locator locator(options.sips);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    fmt::print("{}\n", locator.annotated(line));
  }
  return 0;
}

}  // namespace verifier
