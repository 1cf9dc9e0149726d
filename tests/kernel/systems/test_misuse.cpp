// Every misuse of sips/misuse.def at once, each by a SIP of its own: each is ended with the words
// that say what it did, and nothing else happens.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

struct Misuse {
  const char* name;
  const char* cause;
};

#define MISUSE(name, cause, ...) {#name, cause},
constexpr Misuse kMisuses[] = {
#include "../sips/misuse.def"
};

SystemSpec misuse_system() {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  ProgramSpec misuse = program("misuse");
  misuse.groups = kAllGroups;
  misuse.threads = 4;
  misuse.creates = {{1, 2}};
  misuse.memory_limit = 131'072;
  ProgramSpec child = program("tiny", {{1, 0, "service"}});
  system.programs = {misuse, child};
  for (const Misuse& each : kMisuses) system.processes.push_back({each.name, 0});
  const auto count = static_cast<std::uint32_t>(system.processes.size());
  system.processes_at_once = 2 * count;
  system.threads = 4 * count;
  system.channels = 4 * count;
  system.blocks = 4 * count;
  system.objects = 4 * count;
  return system;
}

}  // namespace

TEST_CASE("every misuse of a call ends its caller with a report that says what it did", "[bare]") {
  const Run run = boot(misuse_system());
  INFO(run.output);
  CHECK(run.status == kVerdictFailed);
  CHECK(run.has(kNoLeaks));
  CHECK_FALSE(run.has("still alive"));
  CHECK_FALSE(run.has("no such misuse"));
  for (const Misuse& misuse : kMisuses) {
    const std::string wanted =
        std::string("bulkhead: SIP ") + misuse.name + " ended: " + misuse.cause;
    INFO(wanted);
    CHECK(run.has(wanted));
  }
}
