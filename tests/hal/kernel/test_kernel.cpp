// The kernel's side of the HAL interface for tests: finds the scenario that the command line names
// and passes every event to it.
#include "test_kernel.hpp"

#include <cstring>

namespace test {

std::string_view argument;
const hal::BootInfo* boot_info;

namespace {

const Scenario* scenario;
hal::FrameRange frames;  // what take_frame() gives out

std::string_view word(std::string_view text, unsigned number) {
  for (; number > 0; --number) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return {};
    text.remove_prefix(space + 1);
  }
  return text.substr(0, text.find(' '));
}

const Scenario* find(std::string_view name) {
  for (const Scenario* table : kScenarioTables)
    for (; !table->name.empty(); ++table)
      if (table->name == name) return table;
  return nullptr;
}

void print_in_base(std::uint64_t value, unsigned base) {
  char digits[20];
  std::size_t at = sizeof(digits);
  do {
    digits[--at] = "0123456789abcdef"[value % base];
    value /= base;
  } while (value != 0);
  print({digits + at, sizeof(digits) - at});
}

}  // namespace

void print(std::string_view text) {
  hal::console_write(text);
}
void print_number(std::uint64_t value) {
  print_in_base(value, 10);
}
void print_hex(std::uint64_t value) {
  print("0x");
  print_in_base(value, 16);
}

void pass() {
  print("test: passed: ");
  print(scenario->name);
  print("\n");
  hal::power_off(hal::ExitCode::kSuccess);
}

void fail(std::string_view what) {
  print("test: failed: ");
  print(what);
  print("\n");
  hal::power_off(hal::ExitCode::kVerdictFailed);
}

void expect(bool holds, std::string_view what) {
  if (!holds) fail(what);
}

void expect_equal(std::uint64_t got, std::uint64_t wanted, std::string_view what) {
  if (got == wanted) return;
  print("test: got ");
  print_hex(got);
  print(", wanted ");
  print_hex(wanted);
  print("\n");
  fail(what);
}

hal::Frame take_frame() {
  expect(frames.count != 0, "memory for the test");
  const hal::Frame frame = frames.first;
  frames.first.number += 1;
  frames.count -= 1;
  std::memset(hal::frame_bytes(frame), 0, hal::kPageBytes);
  return frame;
}

void load(Sip& sip, unsigned window, const char* start, const char* end, const char* entry) {
  constexpr std::uint64_t kPage = hal::kPageBytes;
  const std::uint64_t base =
      boot_info->layout.window_base.value + window * boot_info->layout.window_bytes;
  sip.code = base + kPage;
  for (std::uint64_t at = 0; start + at < end; at += kPage) {
    const hal::Frame frame = take_frame();
    const std::uint64_t left = static_cast<std::uint64_t>(end - start) - at;
    std::memcpy(hal::frame_bytes(frame), start + at, left < kPage ? left : kPage);
    expect(hal::map({sip.code + at}, frame, hal::Access::kExecute), "code page");
  }
  sip.data = base + 64 * kPage;
  expect(hal::map({sip.data}, take_frame(), hal::Access::kReadWrite), "data page");
  sip.stack_low = base + 128 * kPage;
  sip.stack_top = sip.stack_low + 2 * kPage;
  for (std::uint64_t page = sip.stack_low; page < sip.stack_top; page += kPage)
    expect(hal::map({page}, take_frame(), hal::Access::kReadWrite), "stack page");
  restart(sip, start, entry);
}

void restart(Sip& sip, const char* start, const char* entry) {
  hal::prepare(sip.context, {sip.code + static_cast<std::uint64_t>(entry - start)}, sip.data,
               {sip.stack_low}, {sip.stack_top});
}

}  // namespace test

namespace kernel {

using namespace test;

void kernel_main(const hal::BootInfo& boot) {
  boot_info = &boot;
  scenario = find(word(boot.command_line, 0));
  argument = word(boot.command_line, 1);
  if (!scenario) {
    print("test: failed: no scenario of this name: ");
    print(boot.command_line);
    print("\n");
    hal::power_off(hal::ExitCode::kVerdictFailed);
  }
  for (const hal::FrameRange& range : boot.free_memory)
    if (range.count > frames.count) frames = range;
  constexpr std::uint32_t kTables = 64;
  expect(frames.count > 2 * kTables, "free memory");
  hal::give_page_table_frames({frames.first, kTables});
  frames = {{frames.first.number + kTables}, frames.count - kTables};
  scenario->run(boot);
  fail("the scenario returned");
}

void on_tick(hal::Context* current) {
  expect(scenario->on_tick, "a tick came unasked");
  scenario->on_tick(current);
  fail("on_tick returned");
}

void on_cpu_start() {
  expect(scenario->on_cpu_start, "a CPU started unasked");
  scenario->on_cpu_start();
  fail("on_cpu_start returned");
}

void on_poke(hal::Context* current) {
  expect(scenario->on_poke, "a poke came unasked");
  scenario->on_poke(current);
  fail("on_poke returned");
}

void on_irq(hal::Context* current, std::uint32_t line) {
  expect(scenario->on_irq, "a device interrupt came unasked");
  scenario->on_irq(current, line);
  fail("on_irq returned");
}

void on_console_input(hal::Context* current) {
  expect(scenario->on_console_input, "console input came unasked");
  scenario->on_console_input(current);
  fail("on_console_input returned");
}

void on_fault(hal::Context* current, const hal::Fault& fault) {
  expect(scenario->on_fault, "a SIP fault came unasked");
  scenario->on_fault(current, fault);
  fail("on_fault returned");
}

void on_kernel_fault(const hal::Registers& registers, const hal::Fault& fault) {
  if (!scenario || !scenario->on_kernel_fault) {
    print("test: kernel fault at ");
    print_hex(registers.rip);
    print(" address ");
    print_hex(fault.address);
    print(" kind ");
    print_number(static_cast<std::uint64_t>(fault.kind));
    print("\n");
    fail("a kernel fault came unasked");
  }
  scenario->on_kernel_fault(registers, fault);
  fail("on_kernel_fault returned");
}

}  // namespace kernel
