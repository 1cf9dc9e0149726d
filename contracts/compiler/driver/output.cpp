// Writes temporaries, then renames. A rename within a directory is atomic; what fails before it is
// removed again.
#include "driver/output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

#include "emit/cpp_side.hpp"

namespace contracts {
namespace {

std::filesystem::path temporary_for(const std::filesystem::path& path) {
  return path.parent_path() / fmt::format(".{}.{}.tmp", path.filename().string(), getpid());
}

bool write_one(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out.good();
}

class Cleanup {
 public:
  explicit Cleanup(const std::vector<OutputFile>& files) : files_(files) {}
  Cleanup(const Cleanup&) = delete;
  Cleanup& operator=(const Cleanup&) = delete;
  ~Cleanup() {
    std::error_code ignored;
    for (const OutputFile& file : files_)
      std::filesystem::remove(temporary_for(file.path), ignored);
  }

 private:
  const std::vector<OutputFile>& files_;
};

}  // namespace

bool write_all(const std::vector<OutputFile>& files, Reporter& reporter) {
  std::size_t bytes = 0;
  for (const OutputFile& file : files) bytes += file.bytes.size();
  if (bytes > kMaxOutputBytes) {
    reporter.report_path(files.front().path.string(), 14,
                         "the outputs would be larger than 128 MiB");
    return false;
  }
  const Cleanup cleanup(files);
  std::error_code error;
  for (const OutputFile& file : files) {
    if (!file.path.parent_path().empty())
      std::filesystem::create_directories(file.path.parent_path(), error);
    if (error || std::filesystem::is_directory(file.path) ||
        !write_one(temporary_for(file.path), file.bytes)) {
      reporter.report_path(
          file.path.string(), 12,
          fmt::format("cannot write this file{}", error ? ": " + error.message() : ""));
      return false;
    }
  }
  for (const OutputFile& file : files) {
    std::filesystem::rename(temporary_for(file.path), file.path, error);
    if (error) {
      reporter.report_path(file.path.string(), 12,
                           fmt::format("cannot put this file in its place: {}", error.message()));
      return false;
    }
  }
  return true;
}

}  // namespace contracts
