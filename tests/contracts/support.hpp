// What the contract tests share: running programs, temporary folders, analysing a text as if it
// were a file.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "driver/program.hpp"

namespace contract_tests {

namespace fs = std::filesystem;

/// A folder of its own under the system's temporary folder, removed with all in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  fs::path operator/(const std::string& name) const { return path_ / name; }
  const fs::path& path() const { return path_; }
  fs::path write(const std::string& name, const std::string& bytes) const;
  std::vector<std::string> names() const;  // of all files in it, sorted

 private:
  fs::path path_;
};

struct RunResult {
  int exit_code;
  std::string out;
  std::string err;
};

/// Runs a command line through the shell, in `folder`.
RunResult run(const std::string& command, const fs::path& folder);
/// Processor time of all programs run so far, which other load on the machine does not change much.
double seconds_of_children();
/// The compiler's options for generated headers, with blanks around; it only checks.
std::string endpoint_flags();
/// Files of a folder of the corpus with that ending, sorted; at least one.
std::vector<fs::path> corpus_files(const std::string& folder, const std::string& ending);
std::string read_file(const fs::path& path);

/// All stages up to the emitters on a text.
contracts::Program analyse_text(const std::string& text, const std::set<std::string>& defines = {});
/// The same, required to be without errors.
contracts::Program accepted(const std::string& text, const std::set<std::string>& defines = {});
const contracts::Contract& contract_named(const contracts::Program& program,
                                          const std::string& qualified);
/// The numbers of all findings, sorted by place.
std::vector<int> numbers(const contracts::Program& program);

}  // namespace contract_tests
