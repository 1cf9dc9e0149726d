// Each fault of a SIP while fifty others work and a judge checks every result of theirs; the same
// faults alone are in test_faults.cpp and below.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

struct Fault {
  const char* name;   // of the test
  const char* mode;   // of sips/faults.cpp
  const char* cause;  // of its end; empty: it does not end by itself
  std::uint32_t cpu_percent = 0, watchdog_ms = 0;
};

constexpr Fault kFaults[] = {
    {"page fault", "null_write", "null access: write to 0x8"},
    {"page fault on a read-only page", "write_text", "write to 0x"},
    {"general protection", "far_read", "access to an address that cannot exist"},
    {"divide", "divide", "integer division by zero or overflow"},
    {"invalid opcode", "invalid_opcode", "trap (a run-time check failed)"},
    {"stack overflow", "overflow", "stack overflow: the stack of 16 KiB is full"},
    {"kernel-call misuse", "bad_handle", "channel_close on a handle that is not its own"},
    {"contract breach", "breach_while_others_wait",
     "contract breach: C1 in state Pending: exporter may not send Request"},
    {"quota breach", "quota_breach", "panic: every quota is used up"},
    {"running away, preempted", "spin", ""},
    {"running away with a share of the CPU", "spin", "", 10, 0},
    {"running away with a watchdog", "spin",
     "ran away: 20 ms of CPU time without waiting or yielding", 0, 20},
};

ProgramSpec culprit_program(const Fault& fault) {
  ProgramSpec culprit = program("faults", {{1, 0, "service"}});
  culprit.groups = kAllGroups;
  culprit.cpu_percent = fault.cpu_percent;
  culprit.watchdog_ms = fault.watchdog_ms;
  culprit.arguments = 1;
  return culprit;
}

// The judge, the culprit, and `workers` more.
SystemSpec company(const Fault& fault, std::uint32_t workers) {
  constexpr std::uint64_t kWaitNs = 5'000'000;
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  std::vector<EndpointSpec> of_judge;
  for (std::uint32_t i = 0; i <= workers; ++i)
    of_judge.push_back({0, 0, "worker_" + std::to_string(i)});
  ProgramSpec judge = program("crowd", of_judge);
  judge.endpoint_limit = workers + 1;
  judge.arguments = 1;
  system.programs = {judge, culprit_program(fault), program("crowd", {{1, 0, "service"}})};
  const bool must_end = std::string(fault.cause) != "";
  system.processes = {{"judge", 0, {must_end ? 1u : 0u}},
                      {fault.mode, 1, {workers == 0 ? 0 : kWaitNs}}};
  system.bindings = {{0, 0, 1, 0}};
  for (std::uint32_t i = 0; i < workers; ++i) {
    system.processes.push_back({"worker-" + std::to_string(i), 2});
    system.bindings.push_back({0, i + 1, i + 2, 0});
  }
  system.verdict = 0;
  system.channels = workers + 10;
  system.blocks = workers + 300;
  return system;
}

void is_contained(const Fault& fault, std::uint32_t workers) {
  const Run run = boot(company(fault, workers));
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.last_line() == "bulkhead: end: verdict 0");
  const std::string ended = std::string("bulkhead: SIP ") + fault.mode + " ended: ";
  CHECK(run.has(*fault.cause == 0 ? "[judge] all results" : ended + fault.cause));
  if (*fault.cause != 0) CHECK(run.has("[judge] culprit ended\n"));
  CHECK(run.has("[judge] all results right of " + std::to_string(workers) + "\n"));
  CHECK(run.has(kNoLeaks));
  CHECK_FALSE(run.has("still alive"));
}

}  // namespace

TEST_CASE("faults alone", "[bare]") {
  for (const Fault& fault : kFaults) {
    DYNAMIC_SECTION(fault.name) {
      is_contained(fault, 0);
    }
  }
}

TEST_CASE("faults while fifty others work", "[bare]") {
  for (const Fault& fault : kFaults) {
    DYNAMIC_SECTION(fault.name) {
      is_contained(fault, 50);
    }
  }
}

TEST_CASE("a watchdog does not mind a SIP that works long and waits now and then", "[bare]") {
  SystemSpec system = company({"", "busy_but_well", "", 0, 20}, 0);
  system.verdict = 1;
  const Run run = boot(system);
  INFO(run.output);
  CHECK(run.has("[busy_but_well] still alive\n"));
  CHECK_FALSE(run.has("ran away"));
}
