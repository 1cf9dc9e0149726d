// Threads of SIPs inside one Linux thread: %gs, prepare, resume, idle. How the kernel is entered is
// in stubs.S (calls) and signals.cpp (ticks, faults).
#include <asm/prctl.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif

#include <cstring>

#include "machine.hpp"

namespace hal {
namespace {

constexpr std::uint64_t kKernelStackBytes = 512 * 1024;
constexpr unsigned long kHasFsgsbase = 2;  // AT_HWCAP2 bit: wrgsbase works in user mode

static_assert(offsetof(Context, fpu) == 384);
static_assert(offsetof(Context, registers) + offsetof(Registers, rip) == 320);
static_assert(offsetof(Context, registers) + offsetof(Registers, rflags) == 328);

std::uint64_t stack_top = 0;
Context* volatile running_context = nullptr;
bool has_fsgsbase = false;

void set_gs(std::uint64_t base) {
  if (has_fsgsbase) {
    asm volatile("wrgsbase %0" : : "r"(base) : "memory");
  } else {
    syscall(SYS_arch_prctl, ARCH_SET_GS, base);
  }
}

// The kernel's frames are left behind, not returned from: AddressSanitizer has to be told.
void forget_kernel_stack() {
#if __has_feature(address_sanitizer)
  const auto here = reinterpret_cast<std::uint64_t>(__builtin_frame_address(0));
  __asan_unpoison_memory_region(reinterpret_cast<void*>(here), stack_top - here);
#endif
}

[[noreturn]] void idle_loop() {
  constexpr int kLongestWait =
      5;  // ticks interrupt the wait; this is for those that came just before it
  if (hosted::wait_for_input(kLongestWait)) kernel::on_console_input(nullptr);
  kernel::on_tick(nullptr);
}

}  // namespace

namespace hosted {

void make_kernel_stack() {
  constexpr std::uint64_t guard = kPageBytes;
  void* const low = mmap(nullptr, kKernelStackBytes + guard, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (low == MAP_FAILED || mprotect(low, guard, PROT_NONE) != 0) die("making the kernel stack");
  stack_top = reinterpret_cast<std::uint64_t>(low) + guard + kKernelStackBytes;
  has_fsgsbase = (getauxval(AT_HWCAP2) & kHasFsgsbase) != 0;
}

std::uint64_t kernel_stack_top() {
  return stack_top;
}
Context* running() {
  return running_context;
}
void set_running(Context* context) {
  running_context = context;
}

}  // namespace hosted

void prepare(Context& context, VirtAddr entry, std::uint64_t argument, VirtAddr stack_low,
             VirtAddr stack_high) {
  context = {};
  context.record.self = &context.record;
  context.record.stack_low = stack_low.value;
  context.record.stack_high = stack_high.value;
  context.record.in_kernel = 1;
  context.full = 1;
  context.registers.rip = entry.value;
  context.registers.rdi = argument;
  context.registers.rsp = stack_high.value - 8;
  context.registers.rflags = 0x202;
  const std::uint64_t no_return_address = 0;
  // SAFETY: the loader has just mapped this stack writable, and its top is 16-aligned.
  std::memcpy(reinterpret_cast<void*>(context.registers.rsp), &no_return_address, 8);
  const std::uint16_t x87_control = 0x37f;
  const std::uint32_t mxcsr = 0x1f80;
  std::memcpy(context.fpu, &x87_control, sizeof x87_control);
  std::memcpy(context.fpu + 24, &mxcsr, sizeof mxcsr);
}

void resume(Context& context) {
  context.record.kernel_stack_top = stack_top;
  if (running_context != nullptr && running_context != &context &&
      running_context->record.tick_pending != 0) {
    context.record.tick_pending = 1;  // the next call of this thread serves it
    running_context->record.tick_pending = 0;
  }
  if (running_context != &context) {
    running_context = &context;
    set_gs(reinterpret_cast<std::uint64_t>(&context));
  }
  forget_kernel_stack();
  if (context.full != 0) hosted_resume_full(&context);
  hosted_resume_call(&context);
}

void idle() {
  running_context = nullptr;
  forget_kernel_stack();
  hosted_on_fresh_stack(&idle_loop, stack_top);
}

VirtAddr call_entry(std::uint32_t number) {
  switch (number) {
#define CALL(call, name, group, parameters, result) \
  case call:                                        \
    return {reinterpret_cast<std::uint64_t>(hosted_call_##name)};
#include "abi/calls.def"
    default:
      hosted::die("resolving a kernel call that does not exist");
  }
}

}  // namespace hal

extern "C" [[noreturn]] void hosted_tick_after_call(hal::Context* context) {
  kernel::on_tick(context);
}
