// What the HAL tells the kernel when the machine is up, and how the machine ends. The HAL calls
// kernel_main once, on CPU 0's kernel stack, with preemption off, its own text W^X-mapped and page
// 0 unmapped.
#pragma once
#include <span>
#include <string_view>

#include "hal/lasting.hpp"
#include "hal/types.hpp"

namespace hal {

// Where the kernel may place things in the one address space. Chosen by the HAL; constant
// afterwards.
struct Layout {
  VirtAddr window_base;  // window n is [base + n*bytes, base + (n+1)*bytes); its first page stays
                         // unmapped
  std::uint64_t window_bytes;  // power of two
  std::uint32_t window_count;
  VirtAddr exchange_base;  // the exchange heap's own range
  std::uint64_t exchange_bytes;
  VirtAddr owner_map;  // u16 per page of the whole address space, index = address >> 12; sparse:
                       // the kernel backs what it uses
};

struct BootInfo {
  std::span<const FrameRange> free_memory;  // frames that are the kernel's to give away
  Lasting<const std::byte> image;           // the one module, untrusted, readable until power-off
  std::string_view command_line;            // words: headless, allow-waived
  Layout layout;
  std::uint32_t cpu_count;  // CPUs that answered; all but CPU 0 wait for start_other_cpus()
  LastingText machine;      // for the banner: "x86_64 (QEMU)", "hosted"
};

// v of `exit status = (v << 1) | 1`, for isa-debug-exit and the hosted process alike. QEMU exits 0
// on a triple fault, so 0 never means success.
enum class ExitCode : std::uint8_t {
  kSuccess = 0x10,        // status 33: the system's verdict is 0 and nothing leaked
  kVerdictFailed = 0x11,  // 35
  kImageRefused = 0x12,   // 37
  kKernelFault = 0x13,    // 39
  kLeak = 0x14,           // 41
};

// From any CPU, with or without the kernel lock: the other CPUs stop where they are.
[[noreturn]] void power_off(ExitCode code);

// Boot console; also the kernel's log. Never blocks for ever. '\n' is written as the device needs
// it.
void console_write(std::string_view text);

inline constexpr int kNoInput = -1;
inline constexpr int kEndOfInput = -2;
// One byte 0..255, kNoInput, or kEndOfInput; never blocks. on_console_input() comes once for what
// has arrived: who wants to hear of more must read until kNoInput. Bare metal never says
// kEndOfInput: a serial line has no end.
int console_read();

std::uint64_t now_ns();  // since boot, monotonic

// The raw counter behind it: time-stamp counter; counts instructions under QEMU's -icount.
std::uint64_t tick_counter();

// x86 I/O ports. Hosted has those of its disk, if it has one.
bool has_io_ports();
std::uint32_t port_read(std::uint16_t port, unsigned width_bytes);
void port_write(std::uint16_t port, unsigned width_bytes, std::uint32_t value);

// Device interrupts. Lines 0 … 15 are the ISA's, as the firmware routes them; 16 and up are the I/O
// APIC's own. Hosted has its disk's.
enum class IrqTrigger : std::uint8_t {
  kFirmware,  // as the firmware says of an ISA line; without a word, edge (0 … 15) or level, low
  kEdge,      // rising edge
  kLevel      // level, active low, as PCI's lines are
};

// Routes the line to CPU 0 and enables it. When it fires it is masked and kernel::on_irq() comes;
// the next one comes after irq_unmask(). An edge that comes while the line is masked is lost:
// unmask first, then ask the device what it has. False: there is no such line, or it is open
// already, or the HAL's own.
[[nodiscard]] bool irq_open(std::uint32_t line, IrqTrigger trigger);
void irq_unmask(std::uint32_t line);  // must be open
void irq_close(std::uint32_t line);   // must be open; afterwards on_irq() does not come for it

}  // namespace hal

// Implemented by the kernel.
namespace kernel {
[[noreturn]] void kernel_main(const hal::BootInfo& boot);
}
