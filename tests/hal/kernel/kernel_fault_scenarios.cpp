// Faults of the kernel itself, and troubles of the machine: they arrive in on_kernel_fault, on a
// stack that works. One boot each.
#include <cstring>

#include "test_kernel.hpp"

namespace test {
namespace {

hal::FaultKind wanted_kind;
std::uint64_t wanted_low, wanted_high;  // page faults: range of the address

Sip sip;

void expect_page_fault(std::uint64_t low, std::uint64_t high) {
  wanted_kind = hal::FaultKind::kPageFault;
  wanted_low = low;
  wanted_high = high;
}

[[clang::noinline]] std::uint64_t recurse(volatile std::uint64_t* above) {
  if (*above == ~0ull) return 0;  // never: the stack ends first
  volatile std::uint64_t local[64];
  local[0] = *above + 1;
  return recurse(local) + local[0];
}

struct [[gnu::packed]] TablePointer {
  std::uint16_t limit;
  std::uint64_t base;
};

// The next page fault finds its gate absent, which makes it a double fault.
void remove_page_fault_gate() {
  TablePointer idt;
  asm volatile("sidt %0" : "=m"(idt));
  reinterpret_cast<std::uint8_t*>(idt.base)[14 * 16 + 5] = 0;
}

void touch(std::uint64_t address) {
  *reinterpret_cast<volatile std::uint64_t*>(address) = 1;
}
void jump(std::uint64_t address) {
  reinterpret_cast<void (*)()>(address)();
}

void run_sip(const char* entry, hal::FaultKind kind) {
  wanted_kind = kind;
  load(sip, 0, programs_start, programs_end, entry);
  hal::resume(sip.context);
}

std::uint64_t kernel_text() {
  return reinterpret_cast<std::uint64_t>(kernel_invalid_instruction);
}

void write_at(std::uint64_t address) {
  expect_page_fault(address, address + 1);
  touch(address);
}

void execute(std::uint64_t address) {
  expect_page_fault(address, address + 1);
  jump(address);
}

void overflow_stack() {
  std::uint64_t stack;
  asm("mov %%rsp, %0" : "=r"(stack));
  const std::uint64_t slot =
      stack & ~0xffffull;  // 64 KiB, of which the lowest four pages are the guard
  expect_page_fault(slot, slot + 4 * hal::kPageBytes);
  volatile std::uint64_t zero = 0;
  recurse(&zero);
}

void execute_data() {
  static volatile std::uint8_t code[] = {0xc3};  // ret
  execute(reinterpret_cast<std::uint64_t>(code));
}

void divide() {
  wanted_kind = hal::FaultKind::kDivide;
  asm volatile("xor %%ecx, %%ecx; div %%ecx" ::: "rax", "rcx", "rdx");
}

void double_fault() {
  wanted_kind = hal::FaultKind::kDoubleFault;
  remove_page_fault_gate();
  touch(0x10);
}

void nmi() {
  wanted_kind = hal::FaultKind::kNmi;
  asm volatile("int $2");
}

constexpr std::uint64_t kBootCode = 0x100000, kTrampoline = 0x8000;

const struct {
  std::string_view name;
  void (*cause)();
} kCauses[] = {
    {"null", [] { write_at(0x10); }},
    {"boot-code", [] { write_at(kBootCode); }},  // the identity map is gone
    {"trampoline", [] { write_at(kTrampoline); }},
    {"write-text", [] { write_at(kernel_text()); }},
    {"write-image", [] { write_at(reinterpret_cast<std::uint64_t>(boot_info->image.data())); }},
    {"execute-data", execute_data},
    {"execute-direct-map",
     [] { execute(reinterpret_cast<std::uint64_t>(hal::frame_bytes(take_frame()))); }},
    {"stack-overflow", overflow_stack},
    {"divide", divide},
    {"double-fault", double_fault},
    {"nmi", nmi},
    {"sip-nmi", [] { run_sip(program_nmi, hal::FaultKind::kNmi); }},  // not the SIP's fault
    {"sip-machine-check", [] { run_sip(program_machine_check, hal::FaultKind::kMachineCheck); }},
    {"nested", [] { write_at(0x10); }},
};

void cause(const hal::BootInfo&) {
  for (const auto& entry : kCauses)
    if (entry.name == argument) entry.cause();
}

void on_kernel_fault(const hal::Registers& registers, const hal::Fault& fault) {
  if (argument == "nested") touch(0x20);  // the report faults too: the HAL must end the machine
  expect_equal(static_cast<std::uint64_t>(fault.kind), static_cast<std::uint64_t>(wanted_kind),
               "kind");
  if (wanted_kind == hal::FaultKind::kPageFault)
    expect(fault.address >= wanted_low && fault.address < wanted_high, "address");
  expect(registers.rip != 0, "rip");
  pass();
}

}  // namespace

const Scenario kKernelFaultScenarios[] = {
    {.name = "kernel-fault", .run = cause, .on_kernel_fault = on_kernel_fault}, {}};

}  // namespace test
