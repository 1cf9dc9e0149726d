// Layer 2 alone, on files of bitcode: one line for each with what was found, for the scripts of
// this folder. Each module in a process of its own, with a time limit, as sipverify does it.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "bitcode/bitcode.hpp"

namespace {

constexpr unsigned kMostSeconds = 20;

void inspect(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<std::uint8_t> bytes((std::istreambuf_iterator<char>(file)), {});
  std::uint64_t functions = 0;
  nlohmann::json findings = nlohmann::json::array();
  for (const verifier::BitcodeFinding& finding :
       verifier::inspect_bitcode(verifier::View(bytes), verifier::Hooks::kAllowed, functions))
    findings.push_back({finding.number, verifier::printable(finding.place, 200),
                        verifier::printable(finding.detail, 200)});
  std::printf("%s\n",
              nlohmann::json{{"file", path}, {"functions", functions}, {"findings", findings}}
                  .dump()
                  .c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::alarm(kMostSeconds);
      inspect(arguments[i]);
      ::_exit(0);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) return 2;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
      std::printf("%s\n", nlohmann::json{{"file", arguments[i]}, {"crash", status}}.dump().c_str());
  }
  return 0;
}
