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

// Nobody reads for a while although bytes pour in: more than ring and device hold. Nothing may be
// lost, and input must be heard of again afterwards. Byte i of what is typed is 'a' + i mod 26; a
// line feed ends it.

std::uint64_t received = 0;
bool paused = true;

void flood(const hal::BootInfo&) {
  print("test: ready\n");
  hal::idle();
}

void flood_read() {
  for (int byte; (byte = hal::console_read()) != hal::kNoInput;) {
    if (byte == '\n') {
      print("test: received ");
      print_number(received);
      print("\n");
      pass();
    }
    expect_equal(static_cast<std::uint64_t>(byte), 'a' + received % 26, "bytes in order");
    received += 1;
  }
  hal::idle();
}

void flood_input(hal::Context*) {
  if (!paused) flood_read();
  static bool waiting = false;
  if (!waiting) hal::start_ticks(50'000'000);
  waiting = true;
  hal::idle();
}

void flood_tick(hal::Context*) {
  paused = false;
  flood_read();
}

}  // namespace

const Scenario kConsoleScenarios[] = {
    {.name = "echo", .run = echo, .on_console_input = on_console_input},
    {.name = "flood", .run = flood, .on_tick = flood_tick, .on_console_input = flood_input},
    {}};

}  // namespace test
