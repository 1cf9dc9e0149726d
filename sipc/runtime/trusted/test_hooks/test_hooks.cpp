// The bodies of sip/testing.hpp. Linked only under `sipc build --test-hooks`.
#include <cstdint>

#include "collector/collector.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

extern "C" {

// SAFETY: none; each of these is the fault that its name says.
void sip_test_null_access() {
  asm volatile("movl $1, 0x0(%%rax)" ::"a"(0) : "memory");
}

// A return to a made-up address: the machine-code verifier allows `ret`, so that this passes it and
// the processor must catch it.
[[gnu::noinline]] void sip_test_wild_jump() {
  asm volatile("pushq %0\n\tretq" ::"r"(std::uint64_t{0x00007ffffff00000}) : "memory");
}

void sip_test_write_foreign() {
  std::uint64_t owner_map;
  asm volatile(
      "1: .byte 0x48, 0xc7, 0xc0\n\t.long 0\n\t"
      ".pushsection .sip.patches, \"\", @progbits\n\t.quad 1b + 3\n\t.long 2, 0\n\t.popsection"
      : "=a"(owner_map));
  *reinterpret_cast<volatile std::uint16_t*>(owner_map) = 1;
}

// Windows are 256 MiB, aligned; the first thread's call stack ends four pages below the window's
// end.
void sip_test_write_neighbour() {
  constexpr std::uint64_t kWindow = 256 << 20;
  const auto here = reinterpret_cast<std::uint64_t>(__builtin_frame_address(0));
  const std::uint64_t stack_end = (here / kWindow + 2) * kWindow - 4 * 4096;
  *reinterpret_cast<volatile std::uint64_t*>(stack_end - 8) = 0xbad;
}

// By a pointer that has been in memory, so that nothing knows any more what it leads to.
[[gnu::noinline]] void sip_test_write_return_address() {
  static volatile std::uint64_t place;
  place = reinterpret_cast<std::uint64_t>(__builtin_frame_address(0)) + 8;
  *reinterpret_cast<volatile std::uint64_t*>(place) = 0xbad;
}

[[gnu::noinline]] void sip_test_write_read_only() {
  asm volatile("leaq sip_test_write_read_only(%%rip), %%rax\n\tmovb $0, (%%rax)" ::
                   : "rax", "memory");
}

// The import thunk is `jmp *slot(%rip)`, and the slot holds the kernel's entry.
void sip_test_write_kernel_code() {
  constexpr std::uint64_t kOpcodeBytes = 2, kThunkBytes = 6;
  const auto thunk = reinterpret_cast<std::uint64_t>(&sipk_debug_log);
  const auto distance = *reinterpret_cast<const volatile std::int32_t*>(thunk + kOpcodeBytes);
  const std::uint64_t slot = thunk + kThunkBytes + static_cast<std::uint64_t>(distance);
  const std::uint64_t entry = *reinterpret_cast<const volatile std::uint64_t*>(slot);
  asm volatile("movb $0, (%%rax)" ::"a"(entry) : "memory");
}

void sip_test_impossible_address() {
  asm volatile("movb (%%rax), %%al" ::"a"(std::uint64_t{0x8000000000000000}) : "memory");
}

// ud1 with operands that no check of the dialect has.
void sip_test_invalid_opcode() {
  asm volatile("ud1 %%ecx, %%ecx" ::: "memory");
}

void sip_test_misuse_kernel_call() {
  sipk_debug_log(reinterpret_cast<const char*>(std::uint64_t{4096}), 16);
}

void sip_test_raw_send(const std::uint64_t* endpoint, std::uint32_t tag, std::uint32_t bytes) {
  char message[2048] = {};
  if (bytes > sizeof message) sip::body::index_failure(bytes, sizeof message);
  sipk_channel_send(*endpoint, tag, message, bytes);
}

void sip_test_ignore_other_stacks() {
  sip::body::collector::other_stacks = false;
}

void sip_test_ignore_data_stack() {
  sip::body::collector::own_data_stack = false;
}

}  // extern "C"
