// Runs step two on each program's bitcode, with the choices that its manifest and evidence state.
#include "rebuild/rebuild.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "bytes/files.hpp"
#include "confined/confined.hpp"
#include "system/manifests.hpp"

namespace verifier {
namespace {

namespace fs = std::filesystem;

constexpr Limits kStepTwo{.cpu_seconds = 300,
                          .seconds = 600,
                          .memory = std::uint64_t{4} << 30,
                          .answer = std::uint64_t{1} << 20};

// A folder that goes away with all it holds.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "sipverify-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] fs::path at(const char* name) const { return path_ / name; }
  [[nodiscard]] bool exists() const { return !path_.empty(); }

 private:
  fs::path path_;
};

// What `sipc native` must be told; nullopt when manifest or evidence cannot be understood, which
// the system checks report.
std::optional<std::vector<std::string>> choices_of(const ProgramParts& program) {
  Report reported_elsewhere;
  const auto manifest = read_process_manifest(program, reported_elsewhere);
  const auto bytes = program.evidence.bytes.span();
  const auto evidence = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (!manifest || !evidence.is_object()) return std::nullopt;
  std::vector<std::string> words;
  if (manifest->collector) words.emplace_back("--collector");
  if (evidence.value("test_hooks", nlohmann::json()) == true) words.emplace_back("--test-hooks");
  for (const char* checks : {"none", "stores+loads"}) {
    if (evidence.value("redundant_checks", nlohmann::json()) == checks)
      words.push_back(std::string("--redundant-checks=") + checks);
  }
  return words;
}

// The first line of what the tool said.
std::string excuse(const ToolEnd& end) {
  return fmt::format("status {}: {}", end.status,
                     printable(end.said.substr(0, end.said.find('\n')), 300));
}

void check_program(const ProgramParts& program, const fs::path& sipc, const Folder& folder,
                   Report& report) {
  const auto choices = choices_of(program);
  if (!choices) return report.add(602, program.name, "its manifest or evidence is malformed");
  const fs::path portable = folder.at("portable.bc"), made = folder.at("made.sip");
  if (!write_file(portable, program.bitcode.bytes, report)) return;
  std::vector<std::string> command{sipc.string(), "native", portable.string(), "-o", made.string()};
  command.insert(command.end(), choices->begin(), choices->end());
  const ToolEnd end = run_tool(command, kStepTwo);
  if (end.status != 0) return report.add(602, program.name, excuse(end));
  const auto bytes = read_file(made, kLargestImage, report);
  if (!bytes) return;
  for (const std::string& difference : native_differences(View(*bytes), program))
    report.add(601, program.name, difference);
}

}  // namespace

void check_rebuild(const Image& image, const fs::path& sipc, Report& report) {
  report.looked_at(Group::kRebuild, fmt::format("{} programs", image.programs.size()));
  const Folder folder;
  std::error_code error;
  if (!folder.exists() || !fs::exists(sipc, error)) {
    report.add(603, sipc.string(),
               folder.exists() ? "there is no such file" : "no temporary folder");
    return;
  }
  for (const ProgramParts& program : image.programs) check_program(program, sipc, folder, report);
}

}  // namespace verifier
