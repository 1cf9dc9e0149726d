// Runs the inspection of each module in a child process with limits, so that a crash or endless
// loop in LLVM is a finding, not a failure.
#include "bitcode/bitcode.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "bitcode/protocol/conversation.hpp"

namespace verifier {
namespace {

constexpr rlim_t kMostSeconds = 60;
constexpr std::size_t kMostFindings = 200;

// What the child sends back: JSON, since names in it are hostile text.
std::string inspect_to_json(View bitcode, Hooks hooks, const Rights* rights) {
  std::uint64_t functions = 0;
  nlohmann::json findings = nlohmann::json::array();
  for (const BitcodeFinding& finding : inspect_bitcode(bitcode, hooks, functions, rights)) {
    if (findings.size() < kMostFindings)
      findings.push_back(
          {finding.number, printable(finding.place, 300), printable(finding.detail, 300)});
  }
  return nlohmann::json{{"functions", functions}, {"findings", findings}}.dump();
}

[[noreturn]] void run_child(View bitcode, Hooks hooks, const Rights* rights, int output) {
  const rlimit seconds{kMostSeconds, kMostSeconds};
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CPU, &seconds);
  ::setrlimit(RLIMIT_CORE, &no_core);
  // LLVM's last words would disturb the report, and the parent's handlers its end.
  const int nowhere = ::open("/dev/null", O_WRONLY);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) ::signal(signal, SIG_DFL);
  const std::string text = inspect_to_json(bitcode, hooks, rights);
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = ::write(output, text.data() + done, text.size() - done);
    if (count <= 0) ::_exit(2);
    done += static_cast<std::size_t>(count);
  }
  ::_exit(0);
}

std::string read_all(int input) {
  std::string text;
  char buffer[4096];
  for (ssize_t count = 0; (count = ::read(input, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(count));
  return text;
}

// The child's answer; empty when it ended in any other way than by answering.
std::string inspect_in_child(View bitcode, Hooks hooks, const Rights* rights) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    run_child(bitcode, hooks, rights, ends[1]);
  }
  ::close(ends[1]);
  std::string text = child > 0 ? read_all(ends[0]) : std::string();
  ::close(ends[0]);
  int status = 0;
  const bool good = child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                    WEXITSTATUS(status) == 0;
  return good ? text : std::string();
}

std::uint64_t check_program(const ProgramParts& program, const Rights* rights, Report& report) {
  const std::string place = program.name + ", bitcode";
  if (program.bitcode.bytes.size() == 0) {
    report.add(402, place, "the part is empty");
    report.stopped(Group::kBitcode);
    return 0;
  }
  const bool hooks = (program.record.bytes.u32(52) & 1) != 0;
  const auto answer = nlohmann::json::parse(
      inspect_in_child(program.bitcode.bytes, hooks ? Hooks::kAllowed : Hooks::kForbidden, rights),
      nullptr, false);
  if (!answer.is_object()) {
    report.add(401, place, "LLVM's reader crashed or did not end");
    report.stopped(Group::kBitcode);
    return 0;
  }
  for (const auto& finding : answer["findings"]) {
    report.add(finding[0].get<unsigned>(),
               fmt::format("{}, {}", place, finding[1].get<std::string>()),
               finding[2].get<std::string>());
  }
  if (report.has(401)) report.stopped(Group::kBitcode);
  return answer["functions"].get<std::uint64_t>();
}

}  // namespace

void check_bitcode(const Image& image, const Contracts& contracts, const CheckedSystem* system,
                   Report& report) {
  const Conversations conversations = conversations_of(contracts);
  std::uint64_t functions = 0;
  for (std::size_t i = 0; i < image.programs.size(); ++i) {
    std::optional<Rights> rights;
    if (system != nullptr) rights = rights_of(*system->programs[i], conversations);
    functions += check_program(image.programs[i], rights ? &*rights : nullptr, report);
  }
  report.looked_at(Group::kBitcode,
                   fmt::format("{} modules, {} functions", image.programs.size(), functions));
}

}  // namespace verifier
