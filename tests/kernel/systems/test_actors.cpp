// Channels, exchange heap, scheduling and console, each in a small system of two processes.
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

enum ContractOrdinal : std::uint32_t { kC1, kBulk, kGive, kNest };

// Two actors joined by one channel of the contract; the importer's exit code is the verdict.
SystemSpec pair(const std::string& importer, const std::string& exporter, std::uint32_t contract) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give(), nest(), c2()};
  system.programs = {program("actors", {{0, contract, "peer"}}),
                     program("actors", {{1, contract, "peer"}})};
  system.processes = {{importer, 0}, {exporter, 1}};
  system.bindings = {{0, 0, 1, 0}};
  system.verdict = 0;
  return system;
}

SystemSpec alone(const std::string& role) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give(), nest(), c2()};
  system.programs = {program("actors")};
  system.processes = {{role, 0}};
  system.verdict = 0;
  return system;
}

Run succeed(const SystemSpec& system, const RunOptions& options = {}) {
  Run run = boot(system, options);
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.has(kNoLeaks));
  CHECK(run.last_line() == "bulkhead: end: verdict 0");
  return run;
}

// The importer is ended by the kernel for `cause`, and nothing leaks.
void importer_is_ended(const std::string& importer, const std::string& exporter,
                       std::uint32_t contract, const std::string& cause) {
  const Run run = boot(pair(importer, exporter, contract));
  INFO(run.output);
  CHECK(run.status == kVerdictFailed);
  CHECK(run.has("bulkhead: SIP " + importer + " ended: " + cause));
  CHECK(run.has(kNoLeaks));
  CHECK(run.last_line() ==
        "bulkhead: end: verdict 1: process " + importer + " was ended by a fault");
}

}  // namespace

TEST_CASE("exchange blocks move with messages, unchanged and zeroed when new", "[bare]") {
  const Run run = succeed(pair("bulk_client", "bulk_server", kBulk));
  CHECK(run.has("[bulk_client] sum 15\n"));
}

TEST_CASE("what a sender may not send of the exchange heap ends it") {
  const std::string breach = "contract breach: Bulk in state Idle: importer sends Fill: ";
  importer_is_ended("bulk_null", "bulk_server", kBulk, breach + "an owner in the message is null");
  importer_is_ended("bulk_foreign", "bulk_server", kBulk,
                    breach + "it does not own the exchange block");
  importer_is_ended("bulk_too_long", "bulk_server", kBulk,
                    breach + "the exchange block in the message is smaller");
  importer_is_ended("bulk_inside", "bulk_server", kBulk,
                    breach + "it does not own the exchange block");
}

TEST_CASE("a SIP that dies with blocks, also in flight, gives them back", "[bare]") {
  importer_is_ended("bulk_dies", "bulk_sleeper", kBulk, "trap");
}

TEST_CASE("a message to a closed peer releases what it owns") {
  importer_is_ended("bulk_to_closed", "no_such_role", kBulk,
                    "exchange_release of a block that it does not own");
}

TEST_CASE("limits of blocks, bytes and endpoints hold and are given back") {
  const Run run = succeed(alone("quota"));
  CHECK(run.has("[quota] blocks 8\n"));    // capacity of the system
  CHECK(run.has("[quota] channels 4\n"));  // 8 endpoints
  SystemSpec tight = alone("quota");
  tight.programs[0].exchange_limit = 250'000;  // two blocks of 25 pages
  CHECK(succeed(tight).has("[quota] blocks 2\n"));
}

TEST_CASE("endpoints travel over channels", "[bare]") {
  const Run run = succeed(pair("giver", "taker", kGive));
  CHECK(run.has("[giver] over the given endpoint 42\n"));
}

TEST_CASE("endpoints in flight outlive their sender and are reclaimed with the receiver") {
  SystemSpec system = pair("give_two", "take_late", kGive);
  system.verdict = 1;
  succeed(system);
}

TEST_CASE("what a sender may not send of endpoints ends it") {
  const std::string breach = "contract breach: Give in state S0: importer sends Take: ";
  importer_is_ended("give_wrong_contract", "hold", kGive,
                    breach + "the endpoint in the message is of another contract or side");
  importer_is_ended("give_wrong_side", "hold", kGive,
                    breach + "the endpoint in the message is of another contract or side");
  importer_is_ended("give_wrong_state", "hold", kGive,
                    breach + "the endpoint in the message is not in the state");
  importer_is_ended("give_and_use", "hold", kGive, "channel_close on a handle that is not its own");
  importer_is_ended("ring_of_queues", "hold", kGive,
                    "contract breach: Give in state S0: importer sends Pass: the endpoint in the "
                    "message would end "
                    "up in a queue that only it leads to");
}

TEST_CASE("an exporter of a derived contract passes for one of its base", "[bare]") {
  CHECK(succeed(pair("give_derived", "taker", kGive))
            .has("[give_derived] over the given endpoint 42\n"));
  const std::string breach = "contract breach: Give in state S0: importer sends Take: ";
  importer_is_ended("give_derived_importer", "hold", kGive,
                    breach + "the endpoint in the message is of another contract or side");
  importer_is_ended("give_derived_late", "hold", kGive,
                    breach + "the endpoint in the message is not in the state");
}

// Pairs of sips/nests.cpp.
SystemSpec nest_pair(const std::string& importer, const std::string& exporter) {
  SystemSpec system = pair(importer, exporter, kNest);
  system.programs = {program("nests", {{0, kNest, "peer"}}),
                     program("nests", {{1, kNest, "peer"}})};
  return system;
}

TEST_CASE("blocks travel inside of others, at any depth, and come out again", "[bare]") {
  CHECK(succeed(nest_pair("nest_client", "nest_server")).has("[nest_client] inside 7\n"));
}

TEST_CASE("who dies with blocks inside of others gives all back", "[bare]") {
  for (const char* client : {"nest_dies", "nest_dies_in_flight"}) {
    const Run run = boot(nest_pair(client, "nest_sleeper"));
    INFO(run.output);
    CHECK(run.has(kNoLeaks));
    CHECK(run.last_line() ==
          std::string("bulkhead: end: verdict 1: process ") + client + " was ended by a fault");
  }
  succeed(nest_pair("nest_to_the_dying", "nest_server_dies"));
}

TEST_CASE("blocks inside of others count against the limit of who has the outermost") {
  SystemSpec system = nest_pair("nest_quota", "nest_sleeper");
  system.programs[0].exchange_limit = 10 * 4096;
  system.blocks = 64;
  succeed(system);
}

TEST_CASE("a block has room for a declared number of others") {
  SystemSpec system = nest_pair("nest_many", "nest_sleeper");
  system.blocks = 1100;
  system.programs[0].exchange_limit = system.exchange_bytes = 1100 * 4096;
  CHECK(succeed(system).has("[nest_many] inside 1024\n"));
}

TEST_CASE("a vector that the contract calls plain cannot smuggle blocks inside") {
  SystemSpec system = pair("nest_smuggles", "nest_sleeper", kBulk);
  system.programs = {program("nests", {{0, kBulk, "peer"}}),
                     program("nests", {{1, kBulk, "peer"}})};
  const Run run = boot(system);
  INFO(run.output);
  CHECK(run.has("Bulk in state Idle: importer sends Fill: there are blocks inside"));
  CHECK(run.has(kNoLeaks));
}

TEST_CASE("a spinning SIP does not stop others", "[bare]") {
  SystemSpec system = pair("worker", "spin", kC1);
  CHECK(succeed(system).has("[worker] worked\n"));
}

TEST_CASE("preemption keeps every register", "[bare]") {
  SystemSpec system = pair("registers", "spin", kC1);
  succeed(system);
}

TEST_CASE("deadlines of receive, and a message after them", "[bare]") {
  succeed(pair("late_client", "deadlines", kC1));
}

TEST_CASE("yield") {
  succeed(pair("yielder", "spin", kC1));
}

TEST_CASE("requests and replies, many", "[bare]") {
  SystemSpec system = pair("requester", "server", kC1);
  system.programs[1] = program("server", {{1, kC1, "service"}});
  const Run run = succeed(system);
  CHECK(run.has("[requester] ns for one request and reply "));
  CHECK(succeed(alone("caller")).has("[caller] ps for one kernel call "));
}

TEST_CASE("a system in which nobody can go on ends, and says so") {
  const Run run = boot(alone("waits_for_ever"));
  INFO(run.output);
  CHECK(run.status == kVerdictFailed);
  CHECK(run.has(kNoLeaks));
  CHECK(run.last_line() ==
        "bulkhead: end: verdict 1: every process that is left waits for a message that nobody can "
        "send");
}

TEST_CASE("headless, the console delivers the system's script and then its end", "[bare]") {
  SystemSpec system = alone("reader");
  system.script = "help\nask 7\n";
  const Run run = succeed(system);
  CHECK(run.has("got [reader] help\\x0a\ngot [reader] ask 7\\x0a\n[reader] end of input 0\n"));
}

TEST_CASE("otherwise it delivers what is typed") {
  SystemSpec system = alone("reader");
  system.script = "never";
  const Run run = succeed(system, {.command_line = "", .input = "typed\n"});
  CHECK(run.has("got [reader] typed\\x0a\n[reader] end of input 0\n"));
  CHECK_FALSE(run.has("never"));
}
