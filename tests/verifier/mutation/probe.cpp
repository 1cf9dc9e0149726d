// Layer 2 alone, on files of bitcode: one line for each with what was found, for the scripts of
// this folder. Each module in a process of its own, with a time limit, as sipverify does it.
//
//   verifier_probe [--image IMAGE]… [PROGRAM=]FILE…
//
// With a program's name the file is taken for that program of the images: its manifest and the
// contracts say what it may do.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "bitcode/bitcode.hpp"
#include "bitcode/protocol/conversation.hpp"
#include "contracts/contracts.hpp"

namespace {

constexpr unsigned kMostSeconds = 20;

std::vector<std::uint8_t> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// An image whose own bitcode is of no interest.
struct Background {
  std::vector<std::uint8_t> bytes;
  std::optional<verifier::Image> image;
  verifier::Contracts contracts;
  verifier::Conversations conversations;
  std::optional<verifier::CheckedSystem> system;
};

using Programs = std::map<std::string, verifier::Rights, std::less<>>;

// False: it cannot be read.
bool add_programs(const std::string& path, std::vector<std::unique_ptr<Background>>& backgrounds,
                  Programs& programs) {
  auto background = std::make_unique<Background>();
  verifier::Report report;
  background->bytes = bytes_of(path);
  background->image = verifier::read_image(verifier::View(background->bytes), report);
  if (!background->image) return false;
  background->contracts = verifier::check_contracts(*background->image, report);
  background->system = verifier::check_system(*background->image, background->contracts, report);
  if (!background->system) return false;
  background->conversations = verifier::conversations_of(background->contracts);
  for (const auto& program : background->system->programs)
    programs.emplace(program->manifest.name,
                     verifier::rights_of(*program, background->conversations));
  backgrounds.push_back(std::move(background));
  return true;
}

void inspect(std::string_view argument, const Programs& programs) {
  const std::size_t equals = argument.find('=');
  const bool named = equals != std::string_view::npos;
  const std::string path(named ? argument.substr(equals + 1) : argument);
  const auto program = named ? programs.find(argument.substr(0, equals)) : programs.end();
  if (named && program == programs.end()) ::_exit(3);
  const std::vector<std::uint8_t> bytes = bytes_of(path);
  std::uint64_t functions = 0;
  nlohmann::json findings = nlohmann::json::array();
  for (const verifier::BitcodeFinding& finding :
       verifier::inspect_bitcode(verifier::View(bytes), verifier::Hooks::kAllowed, functions,
                                 named ? &program->second : nullptr))
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
  std::vector<std::unique_ptr<Background>> backgrounds;
  Programs programs;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(arguments[i]) == "--image" && i + 1 < count) {
      if (add_programs(arguments[++i], backgrounds, programs)) continue;
      std::fprintf(stderr, "%s is no image of a system\n", arguments[i]);
      return 2;
    }
    const pid_t child = ::fork();
    if (child == 0) {
      ::alarm(kMostSeconds);
      inspect(arguments[i], programs);
      ::_exit(0);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) return 2;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
      std::printf("%s\n", nlohmann::json{{"file", arguments[i]}, {"crash", status}}.dump().c_str());
  }
  return 0;
}
