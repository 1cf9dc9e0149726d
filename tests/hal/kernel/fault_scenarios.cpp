// Exceptions of SIP code: each kind arrives in on_fault with the right kind, address and registers,
// and the kernel goes on to the next. One boot runs all of them, one after the other.
#include "test_kernel.hpp"

namespace test {
namespace {

enum class Rip : std::uint8_t { kAtLabel, kDataPage, kKernelText, kCallEntry };
enum class Stack : std::uint8_t { kOwn, kPattern, kAnywhere };

struct Case {
  const char* name;
  const char* entry;
  const char* at;  // the label where it faults
  hal::FaultKind kind;
  bool write = false, execute = false, present = false;
  Rip rip = Rip::kAtLabel;
  Stack stack = Stack::kOwn;
  std::uint64_t address = 0;  // page faults; 0 = see expected_address()
};

using Kind = hal::FaultKind;
const Case kCases[] = {
    {.name = "null read",
     .entry = program_pattern_null_read,
     .at = program_pattern_null_read_at,
     .kind = Kind::kPageFault,
     .address = 8},
    {.name = "write to own text",
     .entry = program_pattern_text_write,
     .at = program_pattern_text_write_at,
     .kind = Kind::kPageFault,
     .write = true,
     .present = true},
    {.name = "write to kernel text",
     .entry = program_pattern_kernel_write,
     .at = program_pattern_kernel_write_at,
     .kind = Kind::kPageFault,
     .write = true,
     .present = true},
    {.name = "execute data",
     .entry = program_pattern_execute_data,
     .at = nullptr,
     .kind = Kind::kPageFault,
     .execute = true,
     .present = true,
     .rip = Rip::kDataPage},
    {.name = "address not canonical",
     .entry = program_pattern_noncanonical,
     .at = program_pattern_noncanonical_at,
     .kind = Kind::kGeneralProtection},
    {.name = "stack not canonical",
     .entry = program_pattern_bad_stack,
     .at = program_pattern_bad_stack_at,
     .kind = Kind::kGeneralProtection,
     .stack = Stack::kPattern},
    {.name = "division",
     .entry = program_pattern_divide,
     .at = program_pattern_divide_at,
     .kind = Kind::kDivide},
    {.name = "invalid instruction",
     .entry = program_pattern_invalid,
     .at = program_pattern_invalid_at,
     .kind = Kind::kInvalidOpcode},
    {.name = "breakpoint",
     .entry = program_pattern_breakpoint,
     .at = program_pattern_breakpoint_at,
     .kind = Kind::kBreakpoint},
    {.name = "x87",
     .entry = program_pattern_x87,
     .at = program_pattern_x87_at,
     .kind = Kind::kFloatingPoint},
    {.name = "another exception",
     .entry = program_pattern_other,
     .at = program_pattern_other_at,
     .kind = Kind::kOther},
    {.name = "wild jump into the kernel",
     .entry = program_pattern_kernel_text,
     .at = nullptr,
     .kind = Kind::kInvalidOpcode,
     .rip = Rip::kKernelText},
    {.name = "stack overflow",
     .entry = program_pattern_stack_overflow,
     .at = program_pattern_stack_overflow_at,
     .kind = Kind::kPageFault,
     .write = true,
     .stack = Stack::kAnywhere},
    {.name = "return to a stack that is not there",
     .entry = program_pattern_bad_return,
     .at = nullptr,
     .kind = Kind::kPageFault,
     .rip = Rip::kCallEntry,
     .stack = Stack::kAnywhere,
     .address = 0x1000},
};

Sip sip;
const Case* next = kCases;
unsigned calls = 0;

void start_next() {
  if (next == kCases + sizeof(kCases) / sizeof(Case)) {
    expect_equal(calls, 1, "calls that arrived");
    pass();
  }
  restart(sip, programs_start, next->entry);
  sip.data_words()[1] = reinterpret_cast<std::uint64_t>(kernel_invalid_instruction);
  if (next->rip == Rip::kCallEntry) sip.data_words()[1] = hal::call_entry(kCallCount).value;
  hal::resume(sip.context);
}

// Register i holds 0x0101… × (i + 1), but rsp and r15: programs.S.
void check_registers(const hal::Registers& r) {
  const auto* words = reinterpret_cast<const std::uint64_t*>(&r);
  for (unsigned i = 0; i < 15; ++i)
    if (i != 7) expect_equal(words[i], 0x0101010101010101ull * (i + 1), "register kept");
  const bool aims_at_kernel = next->entry == program_pattern_kernel_write;
  expect_equal(
      r.r15,
      aims_at_kernel ? reinterpret_cast<std::uint64_t>(kernel_invalid_instruction) : sip.data,
      "r15 kept");
  expect((r.rflags & 1 << 9) != 0, "interrupt flag as the SIP had it");
  if (next->stack == Stack::kOwn) expect_equal(r.rsp, sip.stack_top - 8, "rsp kept");
  if (next->stack == Stack::kPattern) expect_equal(r.rsp, r.r14, "rsp kept");
}

std::uint64_t expected_address(const Case& c) {
  if (c.address != 0) return c.address;
  if (c.execute) return sip.data;
  if (c.stack == Stack::kAnywhere) return sip.stack_low - 8;
  if (c.entry == program_pattern_kernel_write)
    return reinterpret_cast<std::uint64_t>(kernel_invalid_instruction);
  return 0;
}

void check_rip(const hal::Registers& r) {
  switch (next->rip) {
    case Rip::kAtLabel:
      return expect_equal(r.rip, sip.code + static_cast<std::uint64_t>(next->at - programs_start),
                          "rip");
    case Rip::kDataPage:
      return expect_equal(r.rip, sip.data, "rip in data");
    case Rip::kKernelText:
      return expect_equal(r.rip, reinterpret_cast<std::uint64_t>(kernel_invalid_instruction),
                          "rip in kernel text");
    case Rip::kCallEntry:
      return expect(r.rip > hal::call_entry(kCallCount).value &&
                        r.rip < hal::call_entry(kCallCount).value + 128,
                    "rip at the entry's return");
  }
}

void on_fault(hal::Context* current, const hal::Fault& fault) {
  print("test: ");
  print(next->name);
  print("\n");
  expect(current == &sip.context, "the thread that ran");
  expect_equal(current->full, 1, "context is full");
  expect_equal(static_cast<std::uint64_t>(fault.kind), static_cast<std::uint64_t>(next->kind),
               "kind");
  if (fault.kind == Kind::kPageFault) {
    expect_equal(fault.write, next->write, "write");
    expect_equal(fault.execute, next->execute, "execute");
    expect_equal(fault.present, next->present, "present");
    const std::uint64_t address = expected_address(*next);
    if (address != 0) expect_equal(fault.address, address, "address");
  }
  check_rip(current->registers);
  if (next->rip != Rip::kCallEntry) check_registers(current->registers);
  ++next;
  start_next();
}

void sip_faults(const hal::BootInfo&) {
  load(sip, 5, programs_start, programs_end, next->entry);
  start_next();
}

}  // namespace

std::uint64_t count_call() {
  calls += 1;
  return 0;
}

const Scenario kFaultScenarios[] = {{.name = "sip-faults", .run = sip_faults, .on_fault = on_fault},
                                    {}};
}  // namespace test
