// Reading with bounds, writing atomically.
#include "base/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

namespace sipc {
namespace {

namespace fs = std::filesystem;

struct Offence {
  std::size_t offset;
  const char* number;
  std::string what;
};

// Length of the UTF-8 sequence that starts at `at`, 0 if it is not one.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned lead = byte(at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xc2 ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
  }
  return length;
}

std::optional<Offence> first_offence(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r' && byte != '\f') ||
        byte == 0x7f) {
      return Offence{at, "BS0015",
                     fmt::format("control byte 0x{:02x}: this is not source text", byte)};
    }
    const std::size_t length = utf8_length(text, at);
    if (length == 0)
      return Offence{at, "BS0016", fmt::format("byte 0x{:02x} is not valid UTF-8", byte)};
    at += length;
  }
  return std::nullopt;
}

Place place_of(const fs::path& path, std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
  const auto start = before.rfind('\n');
  const auto column =
      static_cast<std::uint32_t>(start == before.npos ? offset + 1 : offset - start);
  return {path.string(), line, column};
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uint64_t largest) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status))
    return fail("BS0010", {path.string()}, "file does not exist", "check the name");
  if (!fs::is_regular_file(status))
    return fail("BS0011", {path.string()}, "is not a regular file", "name a file");
  const auto size = fs::file_size(path, error);
  if (!error && size > largest) {
    return fail("BS0012", {path.string()},
                fmt::format("has {} bytes, more than the {} that are read", size, largest),
                "split it");
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream || (size != 0 && text.str().size() != size)) {
    return fail("BS0013", {path.string()}, "cannot be read", "check its permissions");
  }
  return std::move(text).str();
}

Result<std::string> read_source(const fs::path& path) {
  auto text = read_file(path);
  if (!text) return text;
  if (text->find_first_not_of(" \t\r\n\f") == text->npos) {
    return fail("BS0014", {path.string()}, "is empty",
                "a SIP's sources define sip_main and what it uses");
  }
  if (const auto offence = first_offence(*text)) {
    return fail(offence->number, place_of(path, *text, offence->offset), offence->what,
                "sources are UTF-8 text without control characters");
  }
  return text;
}

Result<void> write_atomically(const fs::path& path, std::string_view bytes) {
  const fs::path temporary = path.string() + fmt::format(".{}.tmp", ::getpid());
  std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  std::error_code error;
  if (stream) fs::rename(temporary, path, error);
  if (!stream || error) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    return fail("BS0020", {path.string()}, "cannot be written",
                "check that its folder exists and that there is space");
  }
  return {};
}

Result<TempDir> TempDir::make() {
  std::error_code error;
  std::string pattern = (fs::temp_directory_path(error) / "sipc-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr) {
    return fail("BS0021", {pattern}, "no temporary folder can be made",
                "check TMPDIR and the free space there");
  }
  return TempDir(fs::canonical(pattern));
}

TempDir::~TempDir() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace sipc
