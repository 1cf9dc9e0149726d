// Mutexes, events, timers, wait sets, frozen blocks and heaps as sips/objects.cpp uses them, on one
// CPU and on four.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

SystemSpec alone(const std::string& part, std::vector<std::uint64_t> arguments = {}) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  ProgramSpec objects = program("objects");
  objects.groups = kAllGroups;
  objects.threads = 8;
  objects.arguments = static_cast<std::uint32_t>(arguments.size());
  system.programs = {objects};
  system.processes = {{part, 0, arguments}};
  system.threads = 8;
  return system;
}

Run succeed(const SystemSpec& system, const RunOptions& options = {}) {
  const Run run = boot(system, options);
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.last_line() == "bulkhead: end: verdict 0");
  CHECK(run.has(kNoLeaks));
  return run;
}

void succeed_on_one_and_four(const SystemSpec& system) {
  for (const unsigned cpus : {1u, 4u}) {
    DYNAMIC_SECTION(cpus << " CPUs") {
      succeed(system, {.cpus = cpus});
    }
  }
}

SystemSpec crowded_set(std::uint32_t members) {
  SystemSpec system = alone("crowded_set", {members});
  system.programs[0].endpoint_limit = 20'000;
  system.channels = 10'000;
  system.message_bytes = 128ull * 10'000;
  return system;
}

std::uint64_t ticks_for_a_wait(std::uint32_t members) {
  const Run run =
      succeed(crowded_set(members),
              {.seconds = 60, .cpus = 1, .qemu_arguments = {"-icount", "shift=0,sleep=off"}});
  const auto lines = run.lines_with("[crowded_set] ticks for a wait ");
  REQUIRE(lines.size() == 1);
  return std::stoull(lines[0].substr(lines[0].rfind(' ')));
}

}  // namespace

TEST_CASE("the most important thread that waits gets the mutex", "[bare]") {
  succeed_on_one_and_four(alone("mutexes"));
}

TEST_CASE("a lock whose deadline passes is not had") {
  succeed_on_one_and_four(alone("mutex_deadlines"));
}

TEST_CASE("a mutex keeps threads on several CPUs apart", "[bare]") {
  succeed_on_one_and_four(alone("contended"));
}

TEST_CASE("manual events wake all, automatic ones one", "[bare]") {
  succeed_on_one_and_four(alone("events"));
}

TEST_CASE("timers fire once or periodically, never early, and not after they are gone", "[bare]") {
  succeed_on_one_and_four(alone("timers"));
}

TEST_CASE("waiting for any of several", "[bare]") {
  succeed_on_one_and_four(alone("wait_any"));
}

TEST_CASE("wait sets answer in turn and wake who waits", "[bare]") {
  succeed_on_one_and_four(alone("wait_sets"));
}

TEST_CASE("the end of a peer is seen until the endpoint is closed, and never again", "[bare]") {
  succeed_on_one_and_four(alone("closing"));
}

TEST_CASE("a wait set holds ten thousand endpoints") {
  const Run run = succeed(crowded_set(10'000), {.seconds = 60});
  CHECK(run.has("[crowded_set] ticks for a wait "));
}

// Counted instructions: the emulated processor's clock advances by one for each.
TEST_CASE("a wait among ten thousand costs what one among ten does", "[bare]") {
  if (!on_bare_machine()) return;
  const std::uint64_t few = ticks_for_a_wait(10), many = ticks_for_a_wait(10'000);
  INFO("ticks among 10: " << few << ", among 10,000: " << many);
  CHECK(many * 10 <= few * 11);
}

TEST_CASE("the limit of objects holds and is given back") {
  CHECK(succeed(alone("limits")).has("[limits] objects 16\n"));
}

TEST_CASE("shares of a frozen block travel, are read by all and written by nobody", "[bare]") {
  SystemSpec system = alone("frozen");
  system.programs[0].endpoints = {{0, 1, "server"}};
  system.programs.push_back(program("actors", {{1, 1, "service"}}));
  system.processes.push_back({"bulk_server", 1});
  system.bindings = {{0, 0, 1, 0}};
  system.verdict = 0;
  CHECK(succeed(system).has("[frozen] shares 8\n"));  // the system's capacity
}

TEST_CASE("a heap grows zeroed up to the limit and shrinks", "[bare]") {
  succeed(alone("memory"));
}

TEST_CASE("DMA that no manifest grants is refused") {
  succeed(alone("refused_devices"));
}
