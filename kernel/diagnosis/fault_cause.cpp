// Decodes exceptions: null access, stack overflow, wild jump, and the numbered traps that clang
// compiles checks to. See fault_cause.hpp.
#include "diagnosis/fault_cause.hpp"

#include "diagnosis/store_check.hpp"
#include "memory/ranges.hpp"

namespace kernel {
namespace {

constexpr std::uint64_t kNullArea = 64 * 1024;  // a field of a null object, even of a large one
constexpr std::uint64_t kOverflowArea =
    64 * 1024;  // below the stack: probes touch it page by page, so this is ample

// Clang numbers its checks (SanitizerHandler.def, clang 19) and traps with `ud1l NUMBER(%eax),
// %eax`.
std::string_view check_name(std::uint8_t number) {
  switch (number) {
    case 0:
      return "integer overflow in an addition";
    case 1:
      return "unreachable code was reached";
    case 3:
      return "integer division by zero or overflow";
    case 5:
      return "a floating-point value does not fit the integer type";
    case 7:
      return "a conversion changed the value";
    case 10:
      return "a bool or enum holds a value that its type does not have";
    case 11:
      return "the end of a function was reached without a return";
    case 12:
      return "integer overflow in a multiplication";
    case 13:
      return "integer overflow in a negation";
    case 18:
      return "an index is out of bounds";
    case 19:
      return "pointer arithmetic overflowed";
    case 20:
      return "a shift is out of range";
    case 21:
      return "integer overflow in a subtraction";
    case 22:
      return "an access to an object of another type, or to null";
    default:
      return {};
  }
}

void append_trap(TextBuffer& text, const Process& process, const hal::Registers& registers) {
  const std::uint64_t rip = registers.rip;
  const auto code =
      process.text().contains(rip) ? RangeChecks::readable_of(process, rip, 2) : std::nullopt;
  if (code && code->bytes()[0] == std::byte{0x0f} && code->bytes()[1] == std::byte{0x0b}) {
    text << "trap (a run-time check failed)";
    return;
  }
  const auto check =
      process.text().contains(rip) ? RangeChecks::readable_of(process, rip, 4) : std::nullopt;
  if (check && append_failed_check(text, check->bytes(), registers)) return;
  const auto longer =
      process.text().contains(rip) ? RangeChecks::readable_of(process, rip, 5) : std::nullopt;
  if (longer) {
    const auto bytes = longer->bytes();
    const std::string_view name = check_name(std::to_integer<std::uint8_t>(bytes[4]));
    if (bytes[0] == std::byte{0x67} && bytes[1] == std::byte{0x0f} && bytes[2] == std::byte{0xb9} &&
        bytes[3] == std::byte{0x40} && !name.empty()) {
      text << name;
      return;
    }
  }
  text << "invalid instruction";
}

void append_page_fault(TextBuffer& text, const Region& stack, const hal::Registers& registers,
                       const hal::Fault& fault) {
  const hal::VirtAddr address{fault.address};
  const std::uint64_t below_stack = stack.base.value - fault.address;
  if (fault.execute || registers.rip == fault.address) {
    text << (fault.address < kNullArea ? "call through null: jump to 0x" : "wild jump to 0x")
         << address;
  } else if (fault.address < kNullArea) {
    text << "null access: " << (fault.write ? "write to" : "read of") << " 0x"
         << Hex{fault.address};
  } else if (const auto page = page_of_map_entry(fault.address)) {
    text << (page->value < kNullArea ? "null access" : "store check failed") << ": at 0x" << *page
         << " is nobody's memory";
  } else if (below_stack - 1 < kOverflowArea) {
    text << "stack overflow: the stack of " << stack.bytes() / 1024 << " KiB is full (0x" << address
         << ')';
  } else {
    text << (fault.write ? "write to 0x" : "read of 0x") << address;
    text << (fault.present ? ", which the page's protection forbids" : ", where no memory is");
  }
}

}  // namespace

void append_fault_cause(TextBuffer& text, const Process& process, const Region& stack,
                        const hal::Registers& registers, const hal::Fault& fault) {
  using enum hal::FaultKind;
  switch (fault.kind) {
    case kPageFault:
      append_page_fault(text, stack, registers, fault);
      return;
    case kGeneralProtection:
      if (!process.text().contains(registers.rip)) {
        text << "wild jump to 0x" << hal::VirtAddr{registers.rip};
      } else {
        text << "access to an address that cannot exist, or a forbidden instruction";
      }
      return;
    case kDivide:
      text << "integer division by zero or overflow";
      return;
    case kInvalidOpcode:
      append_trap(text, process, registers);
      return;
    case kBreakpoint:
      text << "breakpoint instruction (execution ran into padding)";
      return;
    case kAlignment:
      text << "misaligned access";
      return;
    case kFloatingPoint:
      text << "floating-point exception";
      return;
    case kDoubleFault:
      text << "double fault (the stack pointer is wild)";
      return;
    case kMachineCheck:
      text << "machine check";
      return;
    case kNmi:
      text << "non-maskable interrupt";
      return;
    case kOther:
      text << "processor exception";
      return;
  }
}

}  // namespace kernel
