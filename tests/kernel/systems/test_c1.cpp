// The main path: an image with a C1 client and server boots, both talk, everything is given back.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

SystemSpec c1_system() {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  system.programs = {program("client", {{0, 0, "server"}}), program("server", {{1, 0, "service"}})};
  system.processes = {{"client", 0}, {"server", 1}};
  system.bindings = {{0, 0, 1, 0}};
  return system;
}

}  // namespace

TEST_CASE("a client and a server run all of C1", "[bare]") {
  const Run run = boot(c1_system());
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.last_line() == "bulkhead: end: verdict 0");
  CHECK(run.has("[client] first 1\n[client] second 4\n[client] third 9\n"));
  CHECK(run.has("[client] done\n"));
  CHECK(run.has("bulkhead: SIP client ended: exit code 0\n"));
  CHECK(run.has("bulkhead: SIP server ended: exit code 0\n"));
  CHECK(run.has(kNoLeaks));
  CHECK(run.has("(DEVELOPMENT KEY)"));
}
