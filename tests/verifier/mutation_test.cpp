// Random edits of machine code: each is refused, or what was verified is harmless: run in a Linux
// process, the kernel survives, nothing leaks, and no SIP but the edited one is ended by a fault.
// BULKHEAD_MUTATIONS says how many edits, BULKHEAD_MUTATION_RUNS how many of those that pass run.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include "certificate/certificate.hpp"
#include "machine/machine.hpp"
#include "support/verdict.hpp"

using namespace fixture;

namespace {

Bytes read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

unsigned long setting(const char* name, unsigned long usual) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoul(text, nullptr, 10) : usual;
}

bool passes(const verifier::ProgramParts& program) {
  verifier::Report report;
  verifier::StoreCounts counts;
  if (verifier::check_text(program, report)) verifier::check_stores(program, counts, report);
  return report.open_count() == 0;
}

// Certified as if all groups had passed: the edit is what the test lets through.
Bytes certified(Bytes image) {
  rehash(image);
  verifier::Report report;
  const Bytes key_text = read(DEVELOPMENT_KEY);
  const auto key = verifier::parse_private_key(verifier::View(key_text), "key", report);
  const auto parsed = verifier::read_image(verifier::View(image), report);
  REQUIRE(key);
  REQUIRE(parsed);
  constexpr std::uint64_t kAllGroups = 0x1f;
  const auto page = verifier::make_certificate(*parsed, *key, kAllGroups, true, {});
  std::ranges::copy(page, image.begin() + verifier::kPage);
  return image;
}

struct Run {
  int status;
  std::string log;
};

Run run_hosted(const Bytes& image) {
  const std::string base = "/tmp/bulkhead-mutation-" + std::to_string(getpid());
  std::ofstream(base + ".img", std::ios::binary)
      .write(reinterpret_cast<const char*>(image.data()),
             static_cast<std::streamsize>(image.size()));
  const std::string command = std::string("timeout 20 ") + HOSTED + " " + base +
                              ".img --command-line headless > " + base + ".log 2>&1";
  const int status = std::system(command.c_str());
  const Bytes log = read(base + ".log");
  std::remove((base + ".img").c_str());
  std::remove((base + ".log").c_str());
  return {WEXITSTATUS(status), {log.begin(), log.end()}};
}

// Lines "SIP NAME ended: CAUSE" that are about a fault and not about the edited program's
// processes.
std::string foreign_fault(const std::string& log, const std::string& edited) {
  constexpr std::string_view kEnded = "bulkhead: SIP ";
  for (std::size_t at = log.find(kEnded); at != std::string::npos; at = log.find(kEnded, at + 1)) {
    const std::string line = log.substr(at, log.find('\n', at) - at);
    const bool ended = line.find(" ended: ") != std::string::npos;
    const bool normal = line.find("ended: exit code") != std::string::npos ||
                        line.find("ended: panic") != std::string::npos ||
                        line.find("ended: contract") != std::string::npos;
    if (ended && !normal && line.find(edited) == std::string::npos) return line;
  }
  return {};
}

}  // namespace

TEST_CASE("an edit of machine code is refused, or verified and harmless") {
  Bytes image = read(MUTATED_IMAGE);
  verifier::Report report;
  const auto parsed = verifier::read_image(verifier::View(image), report);
  REQUIRE(parsed);
  const unsigned long edits = setting("BULKHEAD_MUTATIONS", 1000);
  unsigned long runs_left = setting("BULKHEAD_MUTATION_RUNS", 12);
  std::mt19937_64 random(20261122);
  unsigned long refused = 0, passed = 0;
  for (unsigned long i = 0; i < edits; ++i) {
    const verifier::ProgramParts& program = parsed->programs[random() % parsed->programs.size()];
    const std::uint64_t place = random() % (program.text.size - 4);
    const std::size_t at = program.text.offset + place;
    const std::size_t count = 1 + random() % 3;
    const Bytes before(image.begin() + static_cast<std::ptrdiff_t>(at),
                       image.begin() + static_cast<std::ptrdiff_t>(at + count));
    for (std::size_t k = 0; k < count; ++k) image[at + k] = static_cast<std::uint8_t>(random());
    const bool good = passes(program);
    (good ? passed : refused) += 1;
    if (good && runs_left != 0) {
      --runs_left;
      const Run run = run_hosted(certified(image));
      INFO("edit " << i << " of " << program.name << " at text offset " << place << "\n"
                   << run.log);
      const bool ended =
          run.status == 33 || run.status == 35 || run.status == 124;  // 124: it waits
      CHECK(ended);
      // The processes of first.toml are named after their programs: c1_server is "server".
      const std::string process = program.name.substr(program.name.rfind('_') + 1);
      CHECK(foreign_fault(run.log, "SIP " + process + " ") == "");
    }
    std::ranges::copy(before, image.begin() + static_cast<std::ptrdiff_t>(at));
  }
  WARN(edits << " edits: " << refused << " refused, " << passed << " verified");
  CHECK(refused > passed);
  CHECK(passed != 0);
}
