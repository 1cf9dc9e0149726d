// The bodies of sip/testing.hpp. Linked only under `sipc build --test-hooks`.
#include <cstdint>

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

// Windows are 256 MiB, aligned; the first thread's stack ends four pages below the window's end.
void sip_test_write_neighbour() {
  constexpr std::uint64_t kWindow = 256 << 20;
  const auto here = reinterpret_cast<std::uint64_t>(__builtin_frame_address(0));
  const std::uint64_t stack_end = (here / kWindow + 2) * kWindow - 4 * 4096;
  *reinterpret_cast<volatile std::uint64_t*>(stack_end - 8) = 0xbad;
}

void sip_test_raw_send(const std::uint64_t* endpoint, std::uint32_t tag, std::uint32_t bytes) {
  char message[2048] = {};
  if (bytes > sizeof message) sip::body::index_failure(bytes, sizeof message);
  sipk_channel_send(*endpoint, tag, message, bytes);
}

}  // extern "C"
