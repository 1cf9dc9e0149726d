// Devices for drivers: interrupt lines that stay masked until they are unmasked, and device pages
// in a window. The real-time clock (line 8), the PIT (line 0, moved by the firmware) and the HPET's
// registers stand for a driver's device.
#include "test_kernel.hpp"

namespace test {
namespace {

constexpr std::uint32_t kPitLine = 0, kSerialLine = 4, kRtcLine = 8;
constexpr std::uint64_t kPage = hal::kPageBytes;

std::uint8_t rtc_read(std::uint8_t reg) {
  hal::port_write(0x70, 1, reg);
  return static_cast<std::uint8_t>(hal::port_read(0x71, 1));
}
void rtc_write(std::uint8_t reg, std::uint8_t value) {
  hal::port_write(0x70, 1, reg);
  hal::port_write(0x71, 1, value);
}

constexpr std::uint8_t kRtcA = 10, kRtcB = 11, kRtcC = 12, kPeriodicOn = 0x40;

void start_rtc() {
  rtc_write(kRtcA, static_cast<std::uint8_t>((rtc_read(kRtcA) & 0xf0) | 6));  // 1024 Hz
  rtc_write(kRtcB, rtc_read(kRtcB) | kPeriodicOn);
  rtc_read(kRtcC);
}

// --- "irq idle", "irq busy": each interrupt comes once and no more until the line is unmasked.

Sip sip;
unsigned interrupts = 0;
bool masked = false;
std::uint64_t masked_since = 0;
constexpr unsigned kInterrupts = 40;
constexpr std::uint64_t kQuietNs = 30'000'000;

[[noreturn]] void go_on() {
  if (argument == "idle") hal::idle();
  hal::resume(sip.context);
}

void irq(const hal::BootInfo&) {
  load(sip, 0, programs_start, programs_end, program_loop);
  expect(hal::irq_open(kRtcLine, hal::IrqTrigger::kFirmware), "line 8 opens");
  start_rtc();
  hal::start_ticks(1'000'000);
  go_on();
}

void rtc_fired(hal::Context* current, std::uint32_t line) {
  expect_equal(line, kRtcLine, "line");
  expect_equal(hal::this_cpu(), 0, "CPU");
  expect(current == (argument == "idle" ? nullptr : &sip.context), "who was interrupted");
  expect(!masked, "no interrupt while the line is masked");
  if (++interrupts == kInterrupts) {
    hal::irq_close(kRtcLine);
    rtc_read(kRtcC);
  }
  masked = true;
  masked_since = hal::now_ns();
  rtc_read(kRtcC);  // the device fires on
  go_on();
}

// The first interrupts are answered late: the line must have stayed silent all the while.
void answer(hal::Context*) {
  const std::uint64_t quiet_ns = interrupts < 4 || interrupts == kInterrupts ? kQuietNs : 0;
  if (!masked || hal::now_ns() - masked_since < quiet_ns) go_on();
  if (interrupts == kInterrupts) pass();  // and after irq_close() for good
  masked = false;
  hal::irq_unmask(kRtcLine);
  rtc_read(kRtcC);  // an edge that came while it was masked is lost
  go_on();
}

// --- The PIT's line is another pin of the I/O APIC than its number says.

void irq_moved(const hal::BootInfo&) {
  expect(hal::irq_open(kPitLine, hal::IrqTrigger::kFirmware), "line 0 opens");
  hal::idle();
}

void pit_fired(hal::Context* current, std::uint32_t line) {
  expect_equal(line, kPitLine, "line");
  expect(current == nullptr, "nobody ran");
  if (++interrupts == 5) pass();
  hal::irq_unmask(kPitLine);
  hal::idle();
}

void irq_refused(const hal::BootInfo&) {
  using enum hal::IrqTrigger;
  expect(!hal::irq_open(kSerialLine, kFirmware), "the console's line is the HAL's");
  expect(!hal::irq_open(1000, kLevel), "there is no line 1000");
  expect(!hal::irq_open(2, kFirmware), "the cascade is no line");
  expect(hal::irq_open(kRtcLine, kFirmware), "line 8 opens");
  expect(!hal::irq_open(kRtcLine, kFirmware), "and is open then");
  hal::irq_close(kRtcLine);
  expect(hal::irq_open(kRtcLine, kEdge), "it can be opened again");
  expect(hal::irq_open(20, kLevel), "a line of PCI's");
  if (argument == "unmask") hal::irq_unmask(21);
  if (argument == "close") hal::irq_close(21);
  pass();
}

// --- A SIP reads the HPET's registers.

constexpr std::uint32_t kHpet = 0xfed00, kLocalApic = 0xfee00, kIoApic = 0xfec00;

hal::VirtAddr device_page() {
  return {boot_info->layout.window_base.value + 7 * boot_info->layout.window_bytes + kPage};
}

void device(const hal::BootInfo& boot) {
  expect(hal::is_device_frame({kHpet}), "the HPET is a device");
  expect(hal::is_device_frame({0xb8}), "the display's memory is a device");
  for (const std::uint32_t frame :
       {kLocalApic, kIoApic, 0u, 8u, 0xf0u, 0x100u, 0xffff'ffffu, boot.free_memory[0].first.number})
    expect(!hal::is_device_frame({frame}), "no device for a SIP");
  hal::map_device(device_page(), {kHpet});
  expect(hal::is_mapped(device_page()), "mapped");
  load(sip, 0, programs_start, programs_end, program_read_once);
  sip.data_words()[0] = device_page().value;
  hal::resume(sip.context);
}

void device_was_read(hal::Context* current, const hal::Fault& fault) {
  if (fault.kind == hal::FaultKind::kInvalidOpcode) {  // the program's end
    const std::uint64_t capabilities = sip.data_words()[1];
    expect_equal(capabilities >> 16 & 0xffff, 0x8086, "the HPET's vendor");
    hal::unmap_device(device_page());
    hal::flush_other_cpus();
    expect(!hal::is_mapped(device_page()), "unmapped");
    restart(sip, programs_start, program_read_once);
    hal::resume(*current);
  }
  expect_equal(fault.address, device_page().value, "the device is gone");
  pass();
}

// Refused with a numbered line, as memory_scenarios.cpp's.
void misuse(const hal::BootInfo& boot) {
  if (argument == "ram") hal::map_device(device_page(), boot.free_memory[0].first);
  if (argument == "controller") hal::map_device(device_page(), {kLocalApic});
  if (argument == "outside") hal::map_device(boot.layout.exchange_base, {kHpet});
  if (argument == "twice") {
    hal::map_device(device_page(), {kHpet});
    hal::map_device(device_page(), {kHpet});
  }
  if (argument == "unmap") {
    hal::map_device(device_page(), {kHpet});
    hal::unmap(device_page());
  }
  if (argument == "unmap-ram") {
    expect(hal::map(device_page(), take_frame(), hal::Access::kReadWrite), "map");
    hal::unmap_device(device_page());
  }
  fail("the HAL accepted it");
}

}  // namespace

const Scenario kDeviceScenarios[] = {
    {.name = "irq", .run = irq, .on_tick = answer, .on_irq = rtc_fired},
    {.name = "irq-moved", .run = irq_moved, .on_irq = pit_fired},
    {.name = "irq-refused", .run = irq_refused},
    {.name = "device", .run = device, .on_fault = device_was_read},
    {.name = "device-misuse", .run = misuse},
    {}};

}  // namespace test
