// The soak: 64 SIPs exchange blocks while a killer stops, suspends and re-creates them at random.
// Nothing may be lost, left behind or wrong. How long, in seconds: BULKHEAD_SOAK_SECONDS; the tests
// of a minute and less take 20.
#include <catch2/catch.hpp>
#include <cstdio>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

SystemSpec soak_system(std::uint64_t seconds, std::uint64_t seed) {
  constexpr std::uint32_t kWorkers = 64;
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  ProgramSpec killer = program("soak");
  killer.groups = kAllGroups;
  killer.priority = 20;
  killer.arguments = 2;
  killer.creates = {{1, kWorkers}, {2, kWorkers}};
  killer.endpoint_limit = 2 * kWorkers;
  ProgramSpec sender = program("soak", {{0, 1, "peer"}});
  sender.groups = kAllGroups;
  sender.arguments = 1;
  sender.memory_limit = 65536;
  sender.exchange_limit = 65536;
  ProgramSpec echo = sender;
  echo.endpoints = {{1, 1, "peer"}};
  system.programs = {killer, sender, echo};
  system.processes = {{"killer", 0, {seconds * 1000, seed}}};
  system.processes_at_once = kWorkers + 8;
  system.threads = kWorkers + 8;
  system.channels = kWorkers;
  system.blocks = 2 * kWorkers;
  system.exchange_bytes = 8 << 20;
  return system;
}

std::uint64_t seconds_to_soak() {
  const char* const wanted = getenv("BULKHEAD_SOAK_SECONDS");
  return wanted == nullptr ? 20 : std::stoull(wanted);
}

}  // namespace

TEST_CASE("64 SIPs exchange blocks while a killer strikes at random", "[.soak]") {
  const std::uint64_t seconds = seconds_to_soak();
  const Run run = boot(soak_system(seconds, 0x9e3779b97f4a7c15),
                       {.memory = "128", .seconds = static_cast<int>(seconds * 2 + 90), .cpus = 4});
  const std::string end =
      run.output.size() > 4000 ? run.output.substr(run.output.size() - 4000) : run.output;
  INFO(end);
  CHECK(run.status == kSuccess);
  CHECK(run.has(kNoLeaks));
  CHECK(run.last_line() == "bulkhead: end: verdict 0");
  for (const char* const what : {"[killer] workers made ", "[killer] workers killed ",
                                 "[killer] blocks passed on and right "}) {
    const auto lines = run.lines_with(what);
    REQUIRE(lines.size() == 1);
    std::printf("%s\n", lines[0].c_str());
    CHECK(std::stoull(lines[0].substr(std::string(what).size())) > seconds);
  }
}
