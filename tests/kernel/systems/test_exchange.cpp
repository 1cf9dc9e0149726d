// channel_exchange as sips/exchange.cpp uses it, on one CPU, two and four. How it is misused stands
// in sips/misuse.def.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

enum ContractOrdinal : std::uint32_t { kC1, kBulk };

ProgramSpec part(std::vector<EndpointSpec> endpoints) {
  ProgramSpec program = systems::program("exchange", std::move(endpoints));
  program.groups = kAllGroups;
  program.threads = 10;
  return program;
}

// The importer's exit code is the verdict.
SystemSpec pair(const std::string& importer, const std::string& exporter,
                std::uint32_t contract = kC1) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  system.programs = {part({{0, contract, "peer"}}), part({{1, contract, "peer"}})};
  system.processes = {{importer, 0}, {exporter, 1}};
  system.bindings = {{0, 0, 1, 0}};
  system.verdict = 0;
  return system;
}

SystemSpec alone(const std::string& role) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  system.programs = {part({})};
  system.processes = {{role, 0}};
  system.threads = 10;
  return system;
}

Run succeed(const SystemSpec& system, unsigned cpus) {
  const Run run = boot(system, {.cpus = cpus});
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.last_line() == "bulkhead: end: verdict 0");
  CHECK(run.has(kNoLeaks));
  return run;
}

void succeed_on_all(const SystemSpec& system) {
  for (const unsigned cpus : {1u, 2u, 4u}) {
    DYNAMIC_SECTION(cpus << " CPUs") {
      succeed(system, cpus);
    }
  }
}

}  // namespace

TEST_CASE("an exchange asks and answers, whoever else sends and receives apart", "[bare]") {
  succeed_on_all(pair("client", "server"));
  succeed_on_all(pair("client", "old_server"));
}

TEST_CASE("an exchange with a server that does not wait yet") {
  succeed_on_all(pair("client", "late_server"));
}

TEST_CASE("an exchange moves what the messages own", "[bare]") {
  succeed_on_all(pair("bulk_client", "bulk_server", kBulk));
}

TEST_CASE("an exchange with a peer that closed, or dies of the message, gives Closed") {
  succeed_on_all(pair("client_of_nobody", "gone"));
  succeed_on_all(pair("bulk_client_of_nobody", "gone", kBulk));
  succeed_on_all(pair("client_of_the_dead", "dying_server"));
}

TEST_CASE("an exchange lends its priority, and takes it back with the answer", "[bare]") {
  SystemSpec system = pair("important_client", "server");
  system.programs.push_back(part({}));
  system.processes.push_back({"between", 2});
  system.programs[0].priority = 20;
  system.programs[1].priority = 8;
  system.programs[2].priority = 14;
  const Run run = succeed(system, 1);
  CHECK(run.output.find("[important_client] answered") < run.output.find("[between] spun"));
}

TEST_CASE("exchanges of many threads at once") {
  succeed_on_all(alone("many"));
}
