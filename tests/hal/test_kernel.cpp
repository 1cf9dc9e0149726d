// first
#include "hal/boot.hpp"
#include "hal/self_check.hpp"
#include "hal/thread.hpp"
extern "C" const void* const kernel_call_table[hal::kCallTableSize] = {};
namespace kernel {
void print_number(std::uint64_t v) {
  char b[32];
  int n = 32;
  do {
    b[--n] = "0123456789abcdef"[v % 16];
    v /= 16;
  } while (v);
  hal::console_write({b + n, static_cast<std::size_t>(32 - n)});
}
void kernel_main(const hal::BootInfo& boot) {
  hal::console_write("test kernel: ");
  hal::console_write(boot.command_line);
  hal::console_write(" cpus ");
  print_number(boot.cpu_count);
  hal::console_write(" image ");
  print_number(boot.image.size());
  for (auto& r : boot.free_memory) {
    hal::console_write(" free ");
    print_number(r.first.number);
    hal::console_write("+");
    print_number(r.count);
  }
  hal::console_write(" wx ");
  print_number(hal::w_xor_x_violations());
  hal::console_write(" ns ");
  print_number(hal::now_ns());
  hal::console_write("\n");
  hal::power_off(hal::ExitCode::kSuccess);
}
void on_tick(hal::Context*) {
  hal::power_off(hal::ExitCode::kKernelFault);
}
void on_console_input(hal::Context*) {
  hal::power_off(hal::ExitCode::kKernelFault);
}
void on_fault(hal::Context*, const hal::Fault&) {
  hal::power_off(hal::ExitCode::kKernelFault);
}
void on_kernel_fault(const hal::Registers& r, const hal::Fault& f) {
  hal::console_write("kernel fault rip ");
  print_number(r.rip);
  hal::console_write(" address ");
  print_number(f.address);
  hal::console_write(" kind ");
  print_number(static_cast<unsigned>(f.kind));
  hal::console_write("\n");
  hal::power_off(hal::ExitCode::kKernelFault);
}
}  // namespace kernel
