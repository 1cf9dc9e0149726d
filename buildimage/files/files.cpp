// POSIX calls rather than iostreams: a directory, a device and a short write must each be told
// apart.
#include "files/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace buildimage {
namespace {

class FileHandle {
 public:
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

 private:
  int descriptor_;
};

bool read_all(int descriptor, Bytes& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::read(descriptor, bytes.data() + done, bytes.size() - done);
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

bool write_all(int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t limit) {
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status{};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    return refuse("BI0101", path.string(), fmt::format("cannot be read: {}", std::strerror(errno)),
                  "check the name and its permissions");
  }
  if (!S_ISREG(status.st_mode)) {
    return refuse("BI0102", path.string(), "is not a regular file", "name a file");
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit) {
    return refuse("BI0103", path.string(),
                  fmt::format("has {} bytes, more than the {} that are read", size, limit),
                  "check that this is the file you meant");
  }
  Bytes bytes(size);
  if (!read_all(file.get(), bytes)) {
    return refuse("BI0101", path.string(), "ended while it was being read",
                  "try again when nothing writes to it");
  }
  return bytes;
}

Result<void> write_file(const std::filesystem::path& path, ByteView bytes, FileMode mode) {
  std::string temporary = path.string() + ".XXXXXX";
  FileHandle file(::mkstemp(temporary.data()));
  const bool written = file.get() >= 0 && write_all(file.get(), bytes) &&
                       ::fchmod(file.get(), static_cast<mode_t>(mode)) == 0 && file.close() &&
                       ::rename(temporary.c_str(), path.c_str()) == 0;
  if (written) return {};
  const std::string reason = std::strerror(errno);
  if (!temporary.ends_with("XXXXXX")) ::unlink(temporary.c_str());
  return refuse("BI0104", path.string(), fmt::format("cannot be written: {}", reason),
                "check the folder, its permissions and the free space");
}

}  // namespace buildimage
