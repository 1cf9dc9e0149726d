// What the tests of buildimage's library share: folders, the fixture's manifests, changed ones.
#pragma once
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "image/image.hpp"

namespace pack_test {

using namespace buildimage;
namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / "bulkhead-pack-XXXXXX") {
    std::string name = path_.string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

inline const fs::path kSips = FIXTURE_BUILD_FOLDER "/sips";

inline std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

inline const std::string kSystem = read(FIXTURE_SOURCE_FOLDER "/fixture.toml");
inline const std::string kServer = read(FIXTURE_SOURCE_FOLDER "/fixture_server.toml");

template <class T>
bool has(const Result<T>& result, std::string_view number) {
  if (result) return false;
  for (const Diagnostic& diagnostic : result.error()) {
    INFO(render(diagnostic));
    CHECK_FALSE(diagnostic.remedy.empty());
    if (diagnostic.number == number) return true;
  }
  UNSCOPED_INFO(render(result.error().front()));
  return false;
}

inline bool process_manifest_gets(std::string_view from, std::string_view to,
                                  std::string_view number) {
  return has(parse_process_manifest(replaced(kServer, from, to), "server.toml"), number);
}

inline bool system_manifest_gets(std::string_view from, std::string_view to,
                                 std::string_view number) {
  return has(parse_system_manifest(replaced(kSystem, from, to), "system.toml"), number);
}

inline Result<System> load(const Folder& folder, const std::string& manifest,
                           const fs::path& sips = kSips) {
  return load_system({.manifest = folder.write("system.toml", manifest),
                      .sip_folders = {sips},
                      .process_folder = {}});
}

}  // namespace pack_test
