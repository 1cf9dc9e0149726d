// What the tests share: a folder that goes away, sipc as a child process, and small sources and
// manifests to change.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/process.hpp"

namespace fs = std::filesystem;

// A folder of its own for each test case.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path write(const std::string& name, std::string_view text) const;
  std::string read(const std::string& name) const;
  fs::path operator/(const std::string& name) const { return path_ / name; }
  const fs::path& path() const { return path_; }
  // Names of what lies in it, sorted.
  std::vector<std::string> entries() const;

 private:
  fs::path path_;
};

inline const std::string kHello =
    "// A SIP that says hello.\n#include <manifest.hpp>\nint sip_main(manifest::Start) {\n  "
    "sip::log(\"hello {}\", 1);\n  return 0;\n}\n";
inline const std::string kHelloManifest =
    "name = \"hello\"\ncategory = \"application\"\nabi = [\"process\", \"diagnosis\"]\n";

sipc::Outcome sipc_run(const std::vector<std::string>& words, const fs::path& program = SIPC_PATH);

// `sipc build main.cpp --manifest hello.toml -o out.sip` and `words` in a folder that holds those
// two.
sipc::Outcome build_hello(const Folder& folder, const std::vector<std::string>& words = {},
                          const fs::path& program = SIPC_PATH);

// True if stderr has the number, so that a refusal for another reason does not pass.
bool reports(const sipc::Outcome& outcome, std::string_view number);
