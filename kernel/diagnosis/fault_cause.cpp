// Decodes exceptions: null access, stack overflow, wild jump, and the numbered traps that clang
// compiles checks to. See fault_cause.hpp.
#include "diagnosis/fault_cause.hpp"

#include <algorithm>

#include "memory/ranges.hpp"

namespace kernel {

namespace {

constexpr std::uint64_t kNullArea = 64 * 1024;  // a field of a null object, even of a large one
// Below the stack: probes touch it page by page, so this is ample.
constexpr std::uint64_t kOverflowArea = 64 * 1024;

// Clang numbers its checks (SanitizerHandler.def, clang 19) and traps with `ud1l NUMBER(%eax),
// %eax`.
struct CheckName {
  std::uint8_t number;
  hal::LastingText name;
};
constexpr std::array<CheckName, 14> kChecks{
    {{0, "integer overflow in an addition"},
     {1, "unreachable code was reached"},
     {3, "integer division by zero or overflow"},
     {5, "a floating-point value does not fit the integer type"},
     {7, "a conversion changed the value"},
     {10, "a bool or enum holds a value that its type does not have"},
     {11, "the end of a function was reached without a return"},
     {12, "integer overflow in a multiplication"},
     {13, "integer overflow in a negation"},
     {18, "an index is out of bounds"},
     {19, "pointer arithmetic overflowed"},
     {20, "a shift is out of range"},
     {21, "integer overflow in a subtraction"},
     {22, "an access to an object of another type, or to null"}}};

// The process has these bytes of text there.
bool is_at(const Process& process, std::uint64_t rip, std::span<const std::uint8_t> bytes) {
  if (!process.text().contains(rip)) return false;
  const auto code = RangeChecks::anywhere(process, RangeChecks::Use::kRead, rip, bytes.size());
  return code && std::ranges::equal(code->bytes(), std::as_bytes(bytes));
}

std::uint64_t register_at(const hal::Registers& registers, unsigned number) {
  const std::array<std::uint64_t, 16> by_number{
      registers.rax, registers.rcx, registers.rdx, registers.rbx, registers.rsp, registers.rbp,
      registers.rsi, registers.rdi, registers.r8,  registers.r9,  registers.r10, registers.r11,
      registers.r12, registers.r13, registers.r14, registers.r15};
  return by_number[number & 15];
}

TextBuffer& append_owner(TextBuffer& text, OwnerId owner) {
  if (owner == kNobody) return text << "nobody's";
  if (owner == kKernelOwner) return text << "the kernel's";
  if (owner == kFrozenOwner) return text << "frozen";
  if (owner == kCallStackOwner) return text << "a call stack's";
  return text << processes::get(processes::of_owner(owner)).name() << "'s";
}

// The trap of a failed owner check of a store (docs/formats/sip.md): `ud1l %t, %t` with the page's
// number in t. False: these bytes are none.
bool append_failed_check(TextBuffer& text, std::span<const std::byte> code,
                         const hal::Registers& registers) {
  const bool extended = !code.empty() && code[0] == std::byte{0x45};
  const auto bytes = code.subspan(extended ? 1 : 0);
  if (bytes.size() < 3) return false;
  const auto operands = std::to_integer<unsigned>(bytes[2]);
  if (bytes[0] != std::byte{0x0f} || bytes[1] != std::byte{0xb9} || operands >> 6 != 3)
    return false;
  const std::uint64_t page = register_at(registers, (operands & 7) + (extended ? 8 : 0));
  const hal::VirtAddr address{page * hal::kPageBytes};
  if (!owner_map::holds(address)) return false;  // no check of sipc's: a check reads the map first
  text << "store check failed: the page at 0x" << address << " is ";
  append_owner(text, owner_map::get(address));
  return true;
}

// A check of an address so far from all memory that even its place in the owner map has none.
std::optional<hal::VirtAddr> page_of_map_entry(std::uint64_t address) {
  constexpr std::uint64_t kMapBytes = 1u << 29;  // of the first TiB, where all layouts lie
  const std::uint64_t offset = address - owner_map::base().value;
  if (offset >= kMapBytes) return std::nullopt;
  return hal::VirtAddr{offset / sizeof(OwnerId) * hal::kPageBytes};
}

TextBuffer& append_trap(TextBuffer& text, const Process& process, const hal::Registers& registers) {
  const std::uint64_t rip = registers.rip;
  constexpr std::array<std::uint8_t, 2> kTrap{0x0f, 0x0b};
  if (is_at(process, rip, kTrap)) return text << "trap (a run-time check failed)";
  const auto code = process.text().contains(rip)
                        ? RangeChecks::anywhere(process, RangeChecks::Use::kRead, rip, 4)
                        : std::nullopt;
  if (code && append_failed_check(text, code->bytes(), registers)) return text;
  for (const CheckName& check : kChecks) {
    const std::array<std::uint8_t, 5> numbered{0x67, 0x0f, 0xb9, 0x40, check.number};
    if (!is_at(process, rip, numbered)) continue;
    text << check.name;
    return text;
  }
  return text << "invalid instruction";
}

void append_overflow(TextBuffer& text, const Region& stack, hal::VirtAddr address) {
  text << "stack of " << stack.bytes() / 1024 << " KiB is full (0x" << address << ')';
}

void append_page_fault(TextBuffer& text, const Thread& thread, const hal::Fault& fault) {
  const hal::VirtAddr address{fault.address};
  const hal::Registers& registers = thread.context.registers;
  if (fault.execute || registers.rip == fault.address) {
    text << (fault.address < kNullArea ? "call through null: jump to 0x" : "wild jump to 0x")
         << address;
  } else if (fault.address < kNullArea) {
    text << "null access: " << (fault.write ? "write to" : "read of") << " 0x"
         << Hex{fault.address};
  } else if (const auto page = page_of_map_entry(fault.address)) {
    text << (page->value < kNullArea ? "null access" : "store check failed") << ": at 0x" << *page
         << " is nobody's memory";
  } else if (thread.stack.base.value - fault.address - 1 < kOverflowArea) {
    append_overflow(text << "stack overflow: the ", thread.stack, address);
  } else if (thread.calls.base.value - fault.address - 1 < hal::kPageBytes) {
    append_overflow(text << "stack overflow: the call ", thread.calls, address);
  } else {
    text << (fault.write ? "write to 0x" : "read of 0x") << address;
    text << (fault.present ? ", which the page's protection forbids" : ", where no memory is");
  }
}

// In the order of hal::FaultKind; empty: it depends.
constexpr std::array<hal::LastingText, 11> kCauses{
    {{},
     {},
     "integer division by zero or overflow",
     {},
     "breakpoint instruction (execution ran into padding)",
     "misaligned access",
     "floating-point exception",
     "double fault (the stack pointer is wild)",
     "machine check",
     "non-maskable interrupt",
     "processor exception"}};
static_assert(kCauses.size() == static_cast<std::size_t>(hal::FaultKind::kOther) + 1);

}  // namespace

void append_fault_cause(TextBuffer& text, const Process& process, const Thread& thread,
                        const hal::Fault& fault) {
  const hal::Registers& registers = thread.context.registers;
  text << kCauses[static_cast<std::size_t>(fault.kind)];
  if (fault.kind == hal::FaultKind::kPageFault) append_page_fault(text, thread, fault);
  if (fault.kind == hal::FaultKind::kInvalidOpcode) append_trap(text, process, registers);
  if (fault.kind != hal::FaultKind::kGeneralProtection) return;
  if (process.text().contains(registers.rip)) {
    text << "access to an address that cannot exist, or a forbidden instruction";
  } else {
    text << "wild jump to 0x" << hal::VirtAddr{registers.rip};
  }
}

}  // namespace kernel
