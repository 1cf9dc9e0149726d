// CPUs as Linux threads: starting, poking and stopping them, their stacks and their ticks.
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>

#include "machine.hpp"
#include "sanitizers.hpp"

extern "C" {
constinit thread_local hal::hosted::Cpu hosted_cpu{};
}

namespace hal {
namespace {

constexpr std::size_t kSignalStackBytes = 64 * 1024;

std::uint32_t cpu_count = 1;
std::array<std::atomic<pid_t>, kMaxCpus> thread_ids{};  // 0: not started
std::atomic<pid_t> ender = 0;                           // who has stopped the others

pid_t own_id() {
  return static_cast<pid_t>(syscall(SYS_gettid));
}

void send(std::uint32_t cpu, int signal) {
  const pid_t thread = thread_ids[cpu].load(std::memory_order_acquire);
  if (thread != 0) syscall(SYS_tgkill, getpid(), thread, signal);
}

std::byte* new_pages(std::size_t bytes) {
  void* const pages =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) hosted::die("making a CPU's stacks");
  return static_cast<std::byte*>(pages);
}

// SAFETY: the pages are fresh and this thread's alone; the kernel stack has an unmapped page below.
void make_stacks() {
  std::byte* const low = new_pages(kPageBytes + hosted::kKernelStackBytes);
  if (mprotect(low, kPageBytes, PROT_NONE) != 0) hosted::die("protecting a CPU's stack");
  hosted_cpu.stack_top =
      reinterpret_cast<std::uint64_t>(low) + kPageBytes + hosted::kKernelStackBytes;
  stack_t alternate{};
  alternate.ss_sp = new_pages(kSignalStackBytes);
  alternate.ss_size = kSignalStackBytes;
  if (sigaltstack(&alternate, nullptr) != 0) hosted::die("making the signal stack");
}

void become_cpu(std::uint32_t index) {
  hosted_cpu.index = index;
  make_stacks();
  thread_ids[index].store(own_id(), std::memory_order_release);
  thread_ids[index].notify_all();
}

void* run_cpu(void* index) {
  become_cpu(static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(index)));
  // SAFETY: the stack that the Linux thread came with is given up; nothing returns to it.
  hosted_on_fresh_stack(
      [] {
        hosted::adopt_kernel_stack();
        kernel::on_cpu_start();
      },
      hosted_cpu.stack_top);
}

}  // namespace

namespace hosted {

void start_cpus(std::uint32_t count) {
  cpu_count = count;
  become_cpu(0);
  install_handlers();
}

void stop_other_cpus() {
  const pid_t self = own_id();
  pid_t nobody = 0;
  if (!ender.compare_exchange_strong(nobody, self)) {
    while (nobody != self) pause();
    return;
  }
  for (std::uint32_t cpu = 0; cpu < cpu_count; ++cpu)
    if (cpu != hosted_cpu.index) send(cpu, kStopSignal);
}

void interrupt_first_cpu() {
  send(0, kInterruptSignal);
}

}  // namespace hosted

std::uint32_t this_cpu() {
  return hosted_cpu.index;
}

// Returns when all can be poked.
void start_other_cpus() {
  for (std::uint32_t cpu = 1; cpu < cpu_count; ++cpu) {
    pthread_t thread{};
    void* const index = reinterpret_cast<void*>(std::uintptr_t{cpu});
    errno = pthread_create(&thread, nullptr, &run_cpu, index);
    if (errno != 0) hosted::die("starting a CPU's thread");
    pthread_detach(thread);
    thread_ids[cpu].wait(0, std::memory_order_acquire);
  }
}

void poke(std::uint32_t cpu) {
  send(cpu, hosted::kPokeSignal);
}

void start_ticks(std::uint64_t period_ns) {
  constexpr std::uint64_t kSecond = 1'000'000'000;
  hosted::Cpu& cpu = hosted_cpu;
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = hosted::kTickSignal;
  event._sigev_un._tid = own_id();
  if (!cpu.has_timer && timer_create(CLOCK_MONOTONIC, &event, &cpu.timer) != 0)
    hosted::die("making a CPU's timer");
  cpu.has_timer = true;
  itimerspec period{};
  period.it_value.tv_sec = static_cast<time_t>(period_ns / kSecond);
  period.it_value.tv_nsec = static_cast<long>(period_ns % kSecond);
  period.it_interval = period.it_value;
  if (timer_settime(cpu.timer, 0, &period, nullptr) != 0) hosted::die("starting a CPU's timer");
}

}  // namespace hal
