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

void cause(const hal::BootInfo& boot) {
  std::uint64_t stack;
  asm("mov %%rsp, %0" : "=r"(stack));
  const auto text = reinterpret_cast<std::uint64_t>(kernel_invalid_instruction);
  static volatile std::uint8_t code_in_data[] = {0xc3};  // ret
  if (argument == "null") {
    expect_page_fault(0, 4096);
    touch(0x10);
  } else if (argument == "stack-overflow") {
    const std::uint64_t slot = stack & ~0xffffull;
    expect_page_fault(slot, slot + 4 * hal::kPageBytes);
    volatile std::uint64_t zero = 0;
    recurse(&zero);
  } else if (argument == "write-text") {
    expect_page_fault(text, text + 1);
    touch(text);
  } else if (argument == "write-image") {
    const auto image = reinterpret_cast<std::uint64_t>(boot.image.data());
    expect_page_fault(image, image + 1);
    touch(image);
  } else if (argument == "execute-data") {
    const auto data = reinterpret_cast<std::uint64_t>(code_in_data);
    expect_page_fault(data, data + 1);
    jump(data);
  } else if (argument == "execute-direct-map") {
    const auto data = reinterpret_cast<std::uint64_t>(hal::frame_bytes(take_frame()));
    expect_page_fault(data, data + 1);
    jump(data);
  } else if (argument == "boot-code") {  // the identity map is gone
    expect_page_fault(0x100000, 0x100001);
    touch(0x100000);
  } else if (argument == "trampoline") {
    expect_page_fault(0x8000, 0x8001);
    touch(0x8000);
  } else if (argument == "divide") {
    wanted_kind = hal::FaultKind::kDivide;
    asm volatile("xor %%ecx, %%ecx; div %%ecx" ::: "rax", "rcx", "rdx");
  } else if (argument == "double-fault") {
    wanted_kind = hal::FaultKind::kDoubleFault;
    remove_page_fault_gate();
    touch(0x10);
  } else if (argument == "nmi") {
    wanted_kind = hal::FaultKind::kNmi;
    asm volatile("int $2");
  } else if (argument == "sip-nmi") {  // not the SIP's fault: the machine's
    run_sip(program_nmi, hal::FaultKind::kNmi);
  } else if (argument == "sip-machine-check") {
    run_sip(program_machine_check, hal::FaultKind::kMachineCheck);
  } else if (argument == "nested") {
    expect_page_fault(0, 4096);
    touch(0x10);
  }
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
