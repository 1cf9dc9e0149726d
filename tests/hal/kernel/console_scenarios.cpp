// Serial input by interrupt: bytes come to on_console_input whether the CPU is idle or a SIP spins,
// and none is lost or doubled.
#include "test_kernel.hpp"

namespace test {
namespace {

Sip sip;
char line[256];
std::size_t length = 0;

void echo(const hal::BootInfo&) {
  expect_equal(static_cast<std::uint64_t>(hal::console_read()),
               static_cast<std::uint64_t>(hal::kNoInput), "no input yet");
  print("test: ready\n");
  if (argument == "idle") hal::idle();
  load(sip, 0, programs_start, programs_end, program_loop);
  hal::resume(sip.context);
}

void on_console_input(hal::Context* current) {
  expect((current == nullptr) == (argument == "idle"), "who was interrupted");
  for (int byte; (byte = hal::console_read()) != hal::kNoInput;) {
    if (byte == '\n') {
      print("test: echo [");
      print({line, length});
      print("]\n");
      pass();
    }
    expect(length < sizeof(line), "line fits");
    line[length++] = static_cast<char>(byte);
  }
  if (!current) hal::idle();
  hal::resume(*current);
}

}  // namespace

const Scenario kConsoleScenarios[] = {
    {.name = "echo", .run = echo, .on_console_input = on_console_input}, {}};

}  // namespace test
