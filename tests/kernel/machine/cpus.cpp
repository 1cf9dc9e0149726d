// The CPUs: loops that do what the running thread's script wants next. resume(), idle() and
// power_off() jump back into the loop, so no kernel frame outlives its path.
#include <asm/prctl.h>
#include <sched.h>
#include <setjmp.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <memory>
#include <thread>
#include <unordered_map>

#include "machine.hpp"

namespace machine {

bool fire(std::uint32_t line);  // devices.cpp

namespace {

// What the machine knows of a thread; its address travels in r15 of the saved registers.
struct SimThread {
  Script script;
  bool fresh = true;
};

struct Cpu {
  std::uint32_t index = 0;
  jmp_buf loop;
  hal::Context* running = nullptr;
  SimThread* thread = nullptr;
  std::uint32_t deeds_since_tick = 0;
  bool ticks = false;
  std::atomic<bool> poked = false;
};

constexpr unsigned long kHasFsgsbase = 2;  // AT_HWCAP2: wrgsbase works in user mode
constexpr std::uint64_t kDeedNs = 500, kTickNs = 1'000'000;

std::array<Cpu, hal::kMaxCpus> cpus;
thread_local Cpu* here = nullptr;
Options options;
hal::BootInfo boot_info;
std::unordered_map<const hal::Context*, std::unique_ptr<SimThread>>
    threads;  // changed by prepare(), under the kernel's lock
std::vector<std::thread> other_cpus;
std::atomic<bool> off = false;
std::atomic<std::uint64_t> entry_count = 0;
hal::ExitCode exit_code{};

void set_gs(const hal::Context* context) {
  const auto base = reinterpret_cast<std::uint64_t>(context);
  static const bool fast = (getauxval(AT_HWCAP2) & kHasFsgsbase) != 0;
  if (fast)
    asm volatile("wrgsbase %0" : : "r"(base) : "memory");
  else
    syscall(SYS_arch_prctl, ARCH_SET_GS, base);
}

[[noreturn]] void back_to_loop() {
  _longjmp(here->loop, 1);
}

void count_entry() {
  if (entry_count.fetch_add(1, std::memory_order_relaxed) >= options.most_entries)
    fail("the system does not end");
}

// SAFETY: each entry takes up to six integers in registers and returns one, whatever its own list
// says: that is how the HALs' stubs call it.
[[clang::no_sanitize("function")]] std::int64_t enter_call(const Deed& deed) {
  using Entry = std::int64_t (*)(std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t,
                                 std::uint64_t, std::uint64_t);
  const auto entry = reinterpret_cast<Entry>(const_cast<void*>(kernel_call_table[deed.number]));
  const auto& a = deed.arguments;
  return entry(a[0], a[1], a[2], a[3], a[4], a[5]);
}

// The registers of interrupted SIP code. rip stays at the entry; the frame chain is what the script
// has put on its stack.
void save_registers(hal::Context& context) {
  hal::Registers& registers = context.registers;
  registers.rsp = context.record.stack_high - 64;
  registers.rbp = context.record.stack_high - 32;
  context.full = 1;
}

void do_call(hal::Context& context, const Deed& deed) {
  context.full = 0;
  context.call_rsp = context.record.stack_high - 64;
  context.call_rbp = context.record.stack_high - 32;
  set_gs(&context);
  count_entry();
  here->thread->script.set_result(enter_call(deed));
}

void do_interruption(hal::Context* context, DeedKind kind, std::uint32_t line) {
  if (kind == DeedKind::kIrq && (here->index != 0 || !fire(line))) return;
  if (kind == DeedKind::kConsoleInput && here->index != 0) return;
  if (context != nullptr) save_registers(*context);
  count_entry();
  switch (kind) {
    case DeedKind::kTick:
      here->deeds_since_tick = 0;
      advance_clock(here->index == 0 ? kTickNs : 0);
      kernel::on_tick(context);
    case DeedKind::kIrq:
      kernel::on_irq(context, line);
    case DeedKind::kConsoleInput:
      kernel::on_console_input(context);
    default:
      kernel::on_poke(context);
  }
}

void do_deed(hal::Context& context, const Deed& deed) {
  switch (deed.kind) {
    case DeedKind::kCall:
      do_call(context, deed);
      return;
    case DeedKind::kFault:
      save_registers(context);
      count_entry();
      kernel::on_fault(&context, deed.fault);
    default:
      do_interruption(&context, deed.kind, deed.number);
  }
}

constexpr std::uint32_t kThreadExit = 12;

void step() {
  advance_clock(kDeedNs);
  if (here->poked.exchange(false)) do_interruption(here->running, DeedKind::kPoke, 0);
  if (here->ticks && ++here->deeds_since_tick >= options.tick_every)
    do_interruption(here->running, DeedKind::kTick, 0);
  if (here->running == nullptr) {
    if (options.cpus == 1) do_interruption(nullptr, DeedKind::kTick, 0);
    sched_yield();
    return;
  }
  hal::Context& context = *here->running;
  const Deed over{.number = kThreadExit};
  do_deed(context, here->thread->script.advance() ? here->thread->script.wanted() : over);
}

void run_loop(void (*start)()) {
  if (_setjmp(here->loop) == 0) start();
  while (!off.load(std::memory_order_acquire)) {
    if (options.between_entries) options.between_entries();
    step();
  }
}

void other_cpu(std::uint32_t index) {
  here = &cpus[index];
  run_loop([] { kernel::on_cpu_start(); });
}

}  // namespace

std::uint64_t entries() {
  return entry_count.load(std::memory_order_relaxed);
}
bool is_off() {
  return off.load(std::memory_order_acquire);
}

Outcome run(std::span<const unsigned char> image, Options wanted) {
  options = std::move(wanted);
  reset_kernel();
  start_devices();
  const std::vector<hal::FrameRange> memory = start_memory(options.frames);
  off = false;
  entry_count = 0;
  for (std::uint32_t i = 0; i < cpus.size(); ++i) {
    cpus[i].index = i;
    cpus[i].running = nullptr;
    cpus[i].deeds_since_tick = 0;
    cpus[i].ticks = false;
    cpus[i].poked = false;
  }
  boot_info = {.free_memory = memory,
               .image = hal::detail::LastingMaker::of(std::as_bytes(image)),
               .command_line = options.command_line,
               .layout = layout(),
               .cpu_count = options.cpus,
               .machine = "test"};
  here = cpus.data();
  run_loop([] { kernel::kernel_main(boot_info); });
  for (std::thread& cpu : other_cpus) cpu.join();
  other_cpus.clear();
  threads.clear();
  return {exit_code, take_log(), entries()};
}

}  // namespace machine

namespace hal {
using namespace machine;

std::uint32_t this_cpu() {
  return here->index;
}

void start_other_cpus() {
  for (std::uint32_t i = 1; i < options.cpus; ++i) other_cpus.emplace_back(other_cpu, i);
}

void poke(std::uint32_t cpu) {
  cpus[cpu].poked = true;
}

void prepare(Context& context, VirtAddr entry, std::uint64_t argument, VirtAddr stack_low,
             VirtAddr stack_high) {
  std::unique_ptr<SimThread>& thread = threads[&context];
  thread = std::make_unique<SimThread>();
  context = {};
  context.record.self = &context.record;
  context.record.stack_low = stack_low.value;
  context.record.stack_high = stack_high.value;
  context.full = 1;
  context.registers.rip = entry.value;
  context.registers.rdi = argument;
  context.registers.rsp = stack_high.value - 8;
  context.registers.r15 = reinterpret_cast<std::uint64_t>(thread.get());
}

void resume(Context& context) {
  here->running = &context;
  here->thread = reinterpret_cast<SimThread*>(context.registers.r15);
  SimThread& thread = *here->thread;
  if (thread.fresh) {
    thread.fresh = false;
    thread.script = options.program({&context, context.registers.rdi, context.registers.rsi});
  } else if (context.full == 0) {
    thread.script.set_result(static_cast<std::int64_t>(context.result));
  }
  context.full = 0;
  back_to_loop();
}

void idle() {
  here->running = nullptr;
  here->thread = nullptr;
  back_to_loop();
}

VirtAddr call_entry(std::uint32_t number) {
  if (number >= kCallTableSize || kernel_call_table[number] == nullptr)
    fail("[H-037] the kernel asks for a call that does not exist");
  return {0x1000 + std::uint64_t{number} * 16};
}

void start_ticks(std::uint64_t) {
  here->ticks = true;
  kernel_has_started();
}

void serve_flush() {
  if (is_off()) back_to_loop();
  sched_yield();
}

void power_off(ExitCode code) {
  if (!off.exchange(true)) exit_code = code;
  back_to_loop();
}

}  // namespace hal
