// Every way in which a SIP can end: the report names it and says why, the peer sees its endpoint
// closed and goes on, and nothing leaks.
#include <algorithm>
#include <catch2/catch.hpp>

#include "run.hpp"

using namespace image_builder;
using namespace systems;

namespace {

// `name` is the faulty process; the witness's exit code is the verdict.
SystemSpec faulty_system(const std::string& name) {
  SystemSpec system;
  system.contracts = {c1(), bulk(), give()};
  system.programs = {program("faults", {{1, 0, "service"}}),
                     program("witness", {{0, 0, "service"}})};
  system.programs[0].groups = kAllGroups;
  system.processes = {{name, 0}, {"witness", 1}};
  system.bindings = {{1, 0, 0, 0}};
  system.verdict = 1;
  return system;
}

struct Fault {
  const char* name;
  const char* cause;  // after "ended: "
};

// The cause as it is printed; what follows it on the line is not compared.
// Those that the processor itself notices, or that make it fall where the kernel must not: worth
// the bare machine too.
constexpr const char* kBareFaults[] = {
    "null_read",      "wild_jump",  "overflow",         "divide",      "shift_trap",
    "padding",        "write_text", "write_constant",   "run_data",    "bad_stack",
    "bad_stack_call", "flags",      "send_wrong_state", "text_buffer", "use_after_release"};

constexpr Fault kFaults[] = {
    {"null_read", "null access: read of 0x18"},
    {"null_write", "null access: write to 0x8"},
    {"wild_jump", "wild jump to 0x0000001234567000"},
    {"null_call", "call through null: jump to 0x0000000000000000"},
    {"far_jump", "access to an address that cannot exist"},
    {"overflow", "stack overflow: the stack of 16 KiB is full"},
    {"divide", "integer division by zero or overflow"},
    {"shift_trap", "a shift is out of range"},
    {"bool_trap", "a bool or enum holds a value that its type does not have"},
    {"return_trap", "the end of a function was reached without a return"},
    {"plain_trap", "trap (a run-time check failed)"},
    {"padding", "breakpoint instruction"},
    {"panic", "panic: index 7 of 3\\x0a\\x1b[31m"},
    {"bad_panic", "panic: (its text is not in memory that it owns)"},
    {"write_text", "write to 0x"},
    {"write_constant", "write to 0x"},
    {"run_data", "wild jump to 0x"},
    {"bad_stack", "null access: write to 0xf8"},
    {"bad_stack_call", "null access: read of 0x100"},
    {"flags", "null access: read of 0x8"},
    {"send_wrong_state",
     "contract breach: C1 in state Start: exporter may not send Reply (allowed: receives "
     "Request)\n"},
    {"send_unknown",
     "contract breach: C1 in state Start: exporter may not send message number 77, which the "
     "contract does not have"},
    {"receive_wrong_state",
     "contract breach: C1 in state Pending: exporter may not receive (allowed: sends Reply, "
     "Error)\n"},
    {"wrong_size",
     "contract breach: C1 in state Pending: exporter sends Reply: the message's size is not the "
     "contract's"},
    {"foreign_message",
     "contract breach: C1 in state Pending: exporter sends Reply: the message is not in memory"},
    {"exchange_small_buffer", "a receive into a buffer smaller"},
    {"small_buffer", "a receive into a buffer smaller"},
    {"constant_buffer", "a receive into a buffer that is not on its stack or in its data"},
    {"text_buffer", "a receive into a buffer that is not on its stack or in its data"},
    {"kernel_buffer", "a receive into a buffer that is not on its stack or in its data"},
    {"huge_buffer", "a receive into a buffer that is not on its stack or in its data"},
    {"bad_handle", "channel_close on a handle that is not its own"},
    {"null_handle", "channel_close on a handle that is not its own"},
    {"close_twice", "channel_close on a handle that is not its own"},
    {"log_foreign", "debug_log of a text that is not in memory that it owns"},
    {"log_wrap", "debug_log of a text that is not in memory that it owns"},
    {"release_twice", "exchange_release of a block that it does not own"},
    {"release_inside", "exchange_release of a block that it does not own"},
    {"use_after_release", "write to 0x"},
    {"past_block", "write to 0x"},
    {"port", "io_port_read of a port that its manifest does not grant"},
    {"create_unknown", "channel_create of a contract that its manifest does not name"},
    {"create_middle", "channel_create in a state that is not an entry state"},
    {"exit_seven", "exit code 7"},
};

void is_contained(const Fault& fault) {
  const Run run = boot(faulty_system(fault.name));
  INFO(run.output);
  CHECK(run.status == kSuccess);
  CHECK(run.last_line() == "bulkhead: end: verdict 0");
  CHECK(run.has(std::string("bulkhead: SIP ") + fault.name + " ended: " + fault.cause));
  CHECK(run.has("[witness] peer closed\n"));
  CHECK(run.has("[witness] I go on\n"));
  CHECK(run.has(kNoLeaks));
  CHECK_FALSE(run.has("still alive"));
}

}  // namespace

TEST_CASE("a SIP that goes wrong is ended with a report, and the others go on") {
  for (const Fault& fault : kFaults) {
    DYNAMIC_SECTION(fault.name) {
      is_contained(fault);
    }
  }
}

TEST_CASE("the same for faults that the processor notices", "[bare]") {
  for (const Fault& fault : kFaults) {
    if (std::find(std::begin(kBareFaults), std::end(kBareFaults), std::string(fault.name)) ==
        std::end(kBareFaults))
      continue;
    DYNAMIC_SECTION(fault.name) {
      is_contained(fault);
    }
  }
}

TEST_CASE("the report of a fault has a symbolised backtrace and the registers") {
  const Run run = boot(faulty_system("divide"));
  INFO(run.output);
  CHECK(run.has("bulkhead:   #0 0x"));
  CHECK(run.has("divide"));
  CHECK(run.has("sip_entry+0x"));
  CHECK(run.has("bulkhead:   rip "));
}

TEST_CASE("a backtrace of endless recursion is short") {
  const Run run = boot(faulty_system("overflow"));
  INFO(run.output);
  CHECK(run.has("recurse"));
  CHECK(run.has(" more of it\n"));
}

TEST_CASE("a verdict process that fails makes the verdict 1") {
  SystemSpec system = faulty_system("exit_seven");
  system.verdict = 0;
  const Run failed = boot(system);
  INFO(failed.output);
  CHECK(failed.status == kVerdictFailed);
  CHECK(failed.last_line() == "bulkhead: end: verdict 1: process exit_seven exited with code 7");
  system = faulty_system("divide");
  system.verdict = 0;
  CHECK(boot(system).last_line() ==
        "bulkhead: end: verdict 1: process divide was ended by a fault");
}
