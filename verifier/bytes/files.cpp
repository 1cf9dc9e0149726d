// File access by POSIX calls, so that directories, devices and short reads are told apart.
#include "bytes/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace verifier {
namespace {

// Moves `size` bytes with read or write; false on error or early end.
template <class Call, class Pointer>
bool transfer(Call call, int file, Pointer data, std::size_t size) {
  while (size > 0) {
    const ssize_t count = call(file, data, size);
    if (count <= 0) return false;
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<std::vector<std::uint8_t>> read_open_file(int file, const std::string& name,
                                                        std::uint64_t limit, Report& report) {
  struct stat status{};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    report.add(2, name, "it is a folder or a device");
    return std::nullopt;
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit) {
    report.add(3, name, fmt::format("{} bytes; the limit is {}", size, limit));
    return std::nullopt;
  }
  std::vector<std::uint8_t> bytes(size);
  if (!transfer(::read, file, bytes.data(), bytes.size())) {
    report.add(1, name, "it ended while it was being read");
    return std::nullopt;
  }
  return bytes;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> read_file(const std::filesystem::path& path,
                                                   std::uint64_t limit, Report& report) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    report.add(1, path.string(), std::strerror(errno));
    return std::nullopt;
  }
  auto bytes = read_open_file(file, path.string(), limit, report);
  ::close(file);
  return bytes;
}

bool write_file(const std::filesystem::path& path, View bytes, Report& report) {
  std::string temporary = path.string() + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());
  bool written = file >= 0 && transfer(::write, file, bytes.span().data(), bytes.size()) &&
                 ::fchmod(file, 0644) == 0;
  if (file >= 0) written = ::close(file) == 0 && written;
  written = written && ::rename(temporary.c_str(), path.c_str()) == 0;
  if (written) return true;
  const std::string reason = std::strerror(errno);
  if (file >= 0) ::unlink(temporary.c_str());
  report.add(4, path.string(), reason);
  return false;
}

}  // namespace verifier
