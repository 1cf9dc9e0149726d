// Processes that make, suspend, stop and wait for processes, as sips/creators.cpp plays them, on
// one CPU and on four.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

SystemSpec creator(const std::string& part) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  ProgramSpec creator = program("creators");
  creator.groups = kAllGroups;
  creator.creates = {{1, 3}};
  creator.endpoint_limit = 16;
  ProgramSpec child = program("creators", {{1, 0, "service"}});
  child.groups = kAllGroups;
  child.arguments = 1;
  child.creates = {{2, 2}};
  ProgramSpec grandchild = child;
  grandchild.creates = {};
  system.programs = {creator, child, grandchild};
  system.processes = {{part, 0}};
  system.processes_at_once = 12;
  system.threads = 12;
  system.channels = 24;
  return system;
}

void succeed(const std::string& part) {
  for (const unsigned cpus : {1u, 4u}) {
    DYNAMIC_SECTION(cpus << " CPUs") {
      const Run run = boot(creator(part), {.cpus = cpus});
      INFO(run.output);
      CHECK(run.status == kSuccess);
      CHECK(run.last_line() == "bulkhead: end: verdict 0");
      CHECK(run.has(kNoLeaks));
    }
  }
}

}  // namespace

TEST_CASE("a creator hears how its child ended: exit, panic, fault", "[bare]") {
  succeed("ends");
}

TEST_CASE("a child has the endpoints and arguments that it was given", "[bare]") {
  succeed("talks");
}

TEST_CASE("a suspended child does not run until it is resumed", "[bare]") {
  succeed("suspends");
}

TEST_CASE("a child that was never started can be suspended, stopped and released") {
  succeed("never_started");
}

TEST_CASE("no more children at once than the manifest says") {
  succeed("instances");
}

TEST_CASE("ends of children are waited for like messages", "[bare]") {
  succeed("awaits");
}

TEST_CASE("children end with their creator", "[bare]") {
  succeed("family");
}
