// Local APIC and PIC registers.
// SAFETY: in the whole file, device registers at the addresses that MSR and MADT give, mapped
// uncached; no interrupt can come while the kernel runs.
#include "device/devices.hpp"

#include "cpu/instructions.hpp"
#include "paging/build.hpp"
#include "trap/vectors.hpp"

namespace hal::x86 {
namespace {

enum LocalRegister : std::uint32_t {
  kId = 0x20,
  kTaskPriority = 0x80,
  kEndOfInterrupt = 0xb0,
  kSpurious = 0xf0,
  kCommandLow = 0x300,
  kCommandHigh = 0x310,
  kTimerEntry = 0x320,
  kLine0 = 0x350,
  kLine1 = 0x360,
  kErrorEntry = 0x370,
  kInitialCount = 0x380,
  kCurrentCount = 0x390,
  kDivide = 0x3e0
};
constexpr std::uint32_t kMasked = 1 << 16, kPeriodic = 1 << 17;
constexpr std::uint32_t kDivideBy16 = 0x3;

volatile std::uint32_t* local;

std::uint32_t read(LocalRegister reg) {
  return local[reg / 4];
}
void write(LocalRegister reg, std::uint32_t value) {
  local[reg / 4] = value;
}

// Moves the PICs' lines away from the exceptions' vectors, then masks all of them.
void silence_pics() {
  constexpr std::uint16_t kCommand[] = {0x20, 0xa0}, kData[] = {0x21, 0xa1};
  constexpr std::uint8_t kCascade[] = {4, 2};
  for (unsigned i = 0; i < 2; ++i) {
    port_out<std::uint8_t>(kCommand[i], 0x11);
    port_out<std::uint8_t>(kData[i], static_cast<std::uint8_t>(kFirstInterrupt + 8 * i));
    port_out<std::uint8_t>(kData[i], kCascade[i]);
    port_out<std::uint8_t>(kData[i], 1);
    port_out<std::uint8_t>(kData[i], 0xff);
  }
}

}  // namespace

void start_local_apic() {
  constexpr std::uint64_t kAddressMask = 0x000f'ffff'ffff'f000;
  constexpr std::uint64_t kX2Mode = 1 << 10;
  if (read_msr(kMsrApicBase) & kX2Mode)
    stop("[H-026] the firmware left the interrupt controller in x2APIC mode; turn x2APIC off");
  silence_pics();
  local = static_cast<volatile std::uint32_t*>(
      map_physical(read_msr(kMsrApicBase) & kAddressMask, 4096, DeviceAccess::kRegisters));
  enable_local_apic();
}

void enable_local_apic() {
  constexpr std::uint64_t kGlobalEnable = 1 << 11;
  constexpr std::uint32_t kSoftwareEnable = 1 << 8;
  write_msr(kMsrApicBase, read_msr(kMsrApicBase) | kGlobalEnable);
  write(kTaskPriority, 0);
  write(kTimerEntry, kMasked);
  write(kLine0, kMasked);
  write(kLine1, kNmiMessage & 0x700);
  write(kErrorEntry, kMasked);
  write(kDivide, kDivideBy16);
  write(kSpurious, kSoftwareEnable | kVectorSpurious);
}

void end_of_interrupt() {
  write(kEndOfInterrupt, 0);
}

std::uint32_t local_apic_id() {
  return read(kId) >> 24;
}

// Waits, a bounded time, for the one before to have left.
void send(std::uint32_t apic_id, std::uint32_t message) {
  constexpr std::uint32_t kPending = 1 << 12;
  for (unsigned i = 0; i < 100'000 && (read(kCommandLow) & kPending); ++i) asm volatile("pause");
  write(kCommandHigh, apic_id << 24);
  write(kCommandLow, message);
}

void timer_free_run() {
  write(kTimerEntry, kMasked);
  write(kInitialCount, 0xffff'ffff);
}
std::uint32_t timer_count() {
  return read(kCurrentCount);
}

void timer_periodic(std::uint32_t counts) {
  write(kTimerEntry, kPeriodic | kVectorTimer);
  write(kInitialCount, counts);
}

}  // namespace hal::x86
