// What the sanitizers must be told of a program that leaves stacks without returning from them and
// is entered by signals at any place. Nothing in other builds.
//
// AddressSanitizer: CMakeLists.txt keeps frames on the stack; elsewhere it would search for those
// that were never returned from. ThreadSanitizer: CMakeLists.txt turns its own record of calls off,
// which would only grow, and handlers are installed behind its back, because it delays signals to
// places that SIPs never reach.
#pragma once
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "machine.hpp"

#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace hal::hosted {

// The calling thread runs on its CPU's kernel stack from now on.
inline void adopt_kernel_stack() {
#if __has_feature(address_sanitizer)
  const auto* const low = reinterpret_cast<const void*>(hosted_cpu.stack_top - kKernelStackBytes);
  void* frames = nullptr;  // what lives in main()'s stays
  __sanitizer_start_switch_fiber(&frames, low, kKernelStackBytes);
  __sanitizer_finish_switch_fiber(frames, nullptr, nullptr);
#endif
}

// The frames from here to the top of the kernel stack are left behind.
inline void forget_kernel_stack() {
#if __has_feature(address_sanitizer)
  const auto here = reinterpret_cast<std::uint64_t>(__builtin_frame_address(0));
  __asan_unpoison_memory_region(reinterpret_cast<void*>(here), hosted_cpu.stack_top - here);
#endif
}

#if __has_feature(thread_sanitizer)
// What Linux's rt_sigaction takes.
struct RawSigaction {
  void (*handler)(int, siginfo_t*, void*);
  unsigned long flags;
  void (*restorer)();
  unsigned long mask;
};

inline int install_handler(int signal, const struct sigaction& action) {
  constexpr unsigned long kHasRestorer = 0x04000000;
  const RawSigaction raw{.handler = action.sa_sigaction,
                         .flags = static_cast<unsigned long>(action.sa_flags) | kHasRestorer,
                         .restorer = hosted_signal_return,
                         .mask = ~0ul};
  return static_cast<int>(syscall(SYS_rt_sigaction, signal, &raw, nullptr, sizeof raw.mask));
}
#else
inline int install_handler(int signal, const struct sigaction& action) {
  return sigaction(signal, &action, nullptr);
}
#endif

}  // namespace hal::hosted
