// See store_check.hpp.
#include "diagnosis/store_check.hpp"

namespace kernel {
namespace {

std::uint64_t register_at(const hal::Registers& registers, unsigned number) {
  const std::uint64_t by_number[] = {registers.rax, registers.rcx, registers.rdx, registers.rbx,
                                     registers.rsp, registers.rbp, registers.rsi, registers.rdi,
                                     registers.r8,  registers.r9,  registers.r10, registers.r11,
                                     registers.r12, registers.r13, registers.r14, registers.r15};
  return by_number[number & 15];
}

void append_owner(TextBuffer& text, OwnerId owner) {
  if (owner == kNobody) {
    text << "nobody's";
  } else if (owner == kKernelOwner) {
    text << "the kernel's";
  } else if (owner == kFrozenOwner) {
    text << "frozen";
  } else if (owner == kCallStackOwner) {
    text << "a call stack's";
  } else {
    text << processes::get(processes::of_owner(owner)).name() << "'s";
  }
}

}  // namespace

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

std::optional<hal::VirtAddr> page_of_map_entry(std::uint64_t address) {
  constexpr std::uint64_t kMapBytes = 1u << 29;  // of the first TiB, where all layouts lie
  const std::uint64_t offset = address - owner_map::base().value;
  if (offset >= kMapBytes) return std::nullopt;
  return hal::VirtAddr{offset / sizeof(OwnerId) * hal::kPageBytes};
}

}  // namespace kernel
