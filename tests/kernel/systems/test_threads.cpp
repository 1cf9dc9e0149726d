// Threads and scheduling as sips/threads.cpp plays them, on one CPU and on four: what must come
// before what, and who gets how much.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

ProgramSpec threads_program(std::vector<EndpointSpec> endpoints = {}) {
  ProgramSpec threads = program("threads", std::move(endpoints));
  threads.groups = kAllGroups;
  threads.threads = 8;
  return threads;
}

SystemSpec alone(const std::string& part) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  system.programs = {threads_program()};
  system.processes = {{part, 0}};
  system.threads = 8;
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

void succeed_on_one_and_four(const SystemSpec& system) {
  for (const unsigned cpus : {1u, 4u}) {
    DYNAMIC_SECTION(cpus << " CPUs") {
      succeed(system, cpus);
    }
  }
}

SystemSpec urgent(const std::string& client) {
  SystemSpec system = alone(client);
  system.programs = {threads_program({{0, 0, "server"}}), threads_program({{1, 0, "service"}}),
                     threads_program()};
  system.programs[0].priority = 20;
  system.processes = {{client, 0}, {"slow_server", 1}, {"busy", 2}};
  system.bindings = {{0, 0, 1, 0}};
  return system;
}

}  // namespace

TEST_CASE("threads start, end, are joined, and their records are used again", "[bare]") {
  succeed_on_one_and_four(alone("joins"));
}

TEST_CASE("a process lives as long as its last thread", "[bare]") {
  const Run run = succeed(alone("leaves_first"), 1);
  CHECK(run.has(
      "[leaves_first] the last thread ends\nbulkhead: SIP leaves_first ended: exit code 0\n"));
}

TEST_CASE("who waits for a mutex lends its priority to the holder", "[bare]") {
  succeed_on_one_and_four(alone("inherits"));
}

TEST_CASE("a request lends its sender's priority to the server until the reply", "[bare]") {
  for (const unsigned cpus : {1u, 4u}) {
    for (const std::string client : {"urgent_client", "patient_client"}) {
      DYNAMIC_SECTION(client << " on " << cpus << " CPUs") {
        const Run run = boot(urgent(client), {.cpus = cpus});
        INFO(run.output);
        CHECK(run.status == kSuccess);
        const std::size_t answered = run.output.find("[" + client + "] answered");
        const std::size_t busy_done = run.output.find("[busy] done");
        CHECK(answered < busy_done);
        CHECK(busy_done < run.output.find("[slow_server] has answered"));
      }
    }
  }
}

TEST_CASE("threads of one priority take turns", "[bare]") {
  succeed_on_one_and_four(alone("robin"));
}

TEST_CASE("a share of the CPU binds when somebody else wants it", "[bare]") {
  SystemSpec system = alone("rival");
  system.programs.push_back(threads_program());
  system.programs[1].cpu_percent = 1;
  system.processes.push_back({"hog", 1});
  system.verdict = 0;
  succeed_on_one_and_four(system);
}

TEST_CASE("a thread runs only where it may", "[bare]") {
  succeed(alone("affinity"), 4);
}

TEST_CASE("vector registers are a thread's own under preemption", "[bare]") {
  succeed_on_one_and_four(alone("registers"));
}
