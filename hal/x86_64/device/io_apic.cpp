// I/O APIC registers. An interrupt on CPU 0 and the kernel on any CPU use them: hence the lock.
// SAFETY: in the whole file, the registers are at the address that the MADT gives, mapped uncached.
#include "device/devices.hpp"

#include "cpu/locked.hpp"
#include "device/acpi.hpp"
#include "hal/boot.hpp"
#include "paging/build.hpp"
#include "trap/vectors.hpp"

namespace hal {
namespace x86 {
namespace {

constexpr std::uint32_t kVersion = 1, kFirstEntry = 0x10;
constexpr std::uint32_t kMasked = 1 << 16, kLevelTriggered = 1 << 15, kActiveLow = 1 << 13;

class IoApic {
 public:
  void start(volatile std::uint32_t* registers) {
    registers_ = registers;
    const std::uint32_t version = read(kVersion);
    if (version == 0xffff'ffff) return;  // none there
    lines_ = (version >> 16 & 0xff) + 1;
    if (lines_ > kDeviceVectors) lines_ = kDeviceVectors;
    for (std::uint32_t line = 0; line < lines_; ++line) write(kFirstEntry + 2 * line, kMasked);
  }

  bool has(std::uint32_t line) const { return line < lines_; }
  bool is_open(std::uint32_t line) const { return has(line) && lines_in_use_ >> line & 1; }

  // `name` is the line's number for the kernel.
  void open(const IsaLine& line, std::uint32_t name, std::uint32_t vector, std::uint32_t apic_id) {
    write(kFirstEntry + 2 * line.line + 1, apic_id << 24);
    write(kFirstEntry + 2 * line.line,
          vector | (line.active_low ? kActiveLow : 0) | (line.level ? kLevelTriggered : 0));
    lines_in_use_ |= 1ull << line.line;
    names_[line.line] = static_cast<std::uint8_t>(name);
  }
  std::uint32_t name_of(std::uint32_t line) const { return names_[line]; }

  // False: it was masked already.
  bool mask(std::uint32_t line) {
    const std::uint32_t entry = read(kFirstEntry + 2 * line);
    write(kFirstEntry + 2 * line, entry | kMasked);
    return (entry & kMasked) == 0;
  }
  void unmask(std::uint32_t line) {
    write(kFirstEntry + 2 * line, read(kFirstEntry + 2 * line) & ~kMasked);
  }
  void close(std::uint32_t line) {
    mask(line);
    lines_in_use_ &= ~(1ull << line);
  }

 private:
  std::uint32_t read(std::uint32_t reg) {
    registers_[0] = reg;
    return registers_[4];
  }
  void write(std::uint32_t reg, std::uint32_t value) {
    registers_[0] = reg;
    registers_[4] = value;
  }

  volatile std::uint32_t* registers_ = nullptr;
  std::uint32_t lines_ = 0;
  std::uint64_t lines_in_use_ = 0;
  std::uint8_t names_[kDeviceVectors] = {};
};
static_assert(kDeviceVectors <= 64);

constinit Locked<IoApic> io_apic;
constinit IsaLine isa[kIsaLines];  // constant after the start
constinit std::uint32_t cpu0_apic_id = 0;

// Where a line of irq_open() arrives, and how.
IsaLine resolve(std::uint32_t line, IrqTrigger trigger) {
  IsaLine result = line < kIsaLines ? isa[line] : IsaLine{line, true, true};
  if (trigger == IrqTrigger::kEdge) result.active_low = result.level = false;
  if (trigger == IrqTrigger::kLevel) result.active_low = result.level = true;
  return result;
}

void with_open_line(std::uint32_t line, void (IoApic::*act)(std::uint32_t),
                    std::string_view error) {
  const std::uint32_t pin = line < kIsaLines ? isa[line].line : line;
  const bool was_open = io_apic.with([&](IoApic& io) {
    if (!io.is_open(pin)) return false;
    (io.*act)(pin);
    return true;
  });
  if (!was_open) stop(error);
}

}  // namespace

void start_io_apic(const MachineTopology& topology) {
  constexpr std::uint32_t kSerial = 4;
  for (std::uint32_t i = 0; i < kIsaLines; ++i) isa[i] = topology.isa[i];
  // PIC 2's cascade; where the timer (0) is moved to pin 2, nothing else arrives there.
  constexpr std::uint32_t kCascade = 2;
  isa[kCascade].line = kNoLine;
  cpu0_apic_id = local_apic_id();
  auto* registers = static_cast<volatile std::uint32_t*>(
      map_physical(topology.io_apic, 4096, DeviceAccess::kRegisters));
  io_apic.with([&](IoApic& io) {
    io.start(registers);
    if (!io.has(isa[kSerial].line)) return;  // console_read() still polls
    io.open(isa[kSerial], kSerial, kVectorSerial, cpu0_apic_id);
    serial_enable_interrupts();
  });
}

std::uint32_t take_irq(std::uint32_t vector) {
  const std::uint32_t pin = vector - kFirstDeviceVector;
  return io_apic.with([&](IoApic& io) {
    if (!io.is_open(pin) || !io.mask(pin)) return kNoLine;
    return io.name_of(pin);
  });
}

}  // namespace x86

bool irq_open(std::uint32_t line, IrqTrigger trigger) {
  using namespace x86;
  const IsaLine arrives = resolve(line, trigger);
  return io_apic.with([&](IoApic& io) {
    if (!io.has(arrives.line) || io.is_open(arrives.line)) return false;
    io.open(arrives, line, kFirstDeviceVector + arrives.line, cpu0_apic_id);
    return true;
  });
}

void irq_unmask(std::uint32_t line) {
  x86::with_open_line(line, &x86::IoApic::unmask, "[H-047] irq_unmask: the line is not open");
}

void irq_close(std::uint32_t line) {
  x86::with_open_line(line, &x86::IoApic::close, "[H-048] irq_close: the line is not open");
}

}  // namespace hal
