// The test kernel's tools: a scenario is picked by the first word of the command line, runs in
// place of kernel/, and ends the machine with kSuccess or kVerdictFailed. Programs (programs.S)
// stand in for SIPs.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "hal/boot.hpp"
#include "hal/memory.hpp"
#include "hal/thread.hpp"

namespace test {

// What the HAL may call during a scenario; a null entry fails it.
struct Scenario {
  std::string_view name;
  void (*run)(const hal::BootInfo& boot);
  void (*on_fault)(hal::Context* current, const hal::Fault& fault) = nullptr;
  void (*on_kernel_fault)(const hal::Registers& registers, const hal::Fault& fault) = nullptr;
  void (*on_tick)(hal::Context* current) = nullptr;
  void (*on_console_input)(hal::Context* current) = nullptr;
  void (*on_cpu_start)() = nullptr;
  void (*on_poke)(hal::Context* current) = nullptr;
  void (*on_irq)(hal::Context* current, std::uint32_t line) = nullptr;
};

void print(std::string_view text);
void print_number(std::uint64_t value);
void print_hex(std::uint64_t value);

[[noreturn]] void pass();
[[noreturn]] void fail(std::string_view what);
void expect(bool holds, std::string_view what);
void expect_equal(std::uint64_t got, std::uint64_t wanted, std::string_view what);

hal::Frame take_frame();  // zeroed

// Bare metal: pages that are writable and executable, plus writable pages whose frame is executable
// through another mapping, by a walk of all page tables. 0 means that W^X holds for every alias.
std::uint64_t w_xor_x_violations();

// A program in a window of its own: code, one data page, one stack with an unmapped page below.
struct Sip {
  hal::Context context;
  std::uint64_t code = 0, data = 0, stack_low = 0, stack_top = 0;
  std::uint64_t* data_words() const { return reinterpret_cast<std::uint64_t*>(data); }
};

// Maps [start, end) into window `window` and makes a thread that enters at `entry` (a label within)
// with the data page's address in rdi.
void load(Sip& sip, unsigned window, const char* start, const char* end, const char* entry);

// A new thread in a program that is loaded.
void restart(Sip& sip, const char* start, const char* entry);

// Each ends with an empty name.
extern const Scenario kStartScenarios[], kMemoryScenarios[], kFaultScenarios[],
    kKernelFaultScenarios[], kThreadScenarios[], kConsoleScenarios[], kMigrationScenarios[],
    kSmpScenarios[], kDeviceScenarios[], kDiskScenarios[];
extern const std::span<const Scenario* const> kScenarioTables;  // those of this machine

// Kernel calls and their numbers (call_table.cpp).
enum CallNumber : std::uint32_t {
  kCallSum = 1,
  kCallB,
  kCallFailed,
  kCallEmpty,
  kCallCostMeasured,
  kCallCount = 7,
  kCallMoveOn,
  kCallSwitch
};
std::uint64_t call_sum(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d,
                       std::uint64_t e, std::uint64_t f);
void call_b(std::uint64_t round);
void call_failed();
std::uint64_t empty_call();
void cost_measured();
std::uint64_t count_call();
std::uint64_t call_move_on(std::uint64_t round);
[[noreturn]] void call_switch();

extern std::string_view argument;  // second word of the command line
extern const hal::BootInfo* boot_info;

}  // namespace test

// programs.S
extern "C" {
extern const char programs_start[], programs_end[];
extern const char program_pattern_null_read[], program_pattern_text_write[],
    program_pattern_execute_data[], program_pattern_noncanonical[], program_pattern_bad_stack[],
    program_pattern_divide[], program_pattern_invalid[], program_pattern_breakpoint[],
    program_pattern_x87[], program_pattern_other[], program_pattern_kernel_text[],
    program_pattern_stack_overflow[], program_pattern_bad_return[], program_pattern_kernel_write[],
    program_nmi[], program_machine_check[], program_spin[], program_call[], program_call_cost[],
    program_pair_cost[], program_loop[], program_no_stack[], program_count[], program_read[],
    program_read_once[];
extern const char program_pattern_null_read_at[], program_pattern_text_write_at[],
    program_pattern_noncanonical_at[], program_pattern_bad_stack_at[], program_pattern_divide_at[],
    program_pattern_invalid_at[], program_pattern_breakpoint_at[], program_pattern_x87_at[],
    program_pattern_other_at[], program_pattern_stack_overflow_at[],
    program_pattern_kernel_write_at[];
extern const char kernel_invalid_instruction[];
}
