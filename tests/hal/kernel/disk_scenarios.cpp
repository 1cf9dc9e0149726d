// The hosted machine's disk at its registers (hal/hosted/disk.hpp): orders that a driver would not
// give, and an interrupt line that fires until the controller is told to take it back.
#include <array>
#include <cstring>

#include "test_kernel.hpp"

namespace test {
namespace {

constexpr std::uint16_t kBase = 0xd100;
constexpr std::uint16_t kIdentity = 0x00, kFlags = 0x04, kSectors = 0x08, kSector = 0x10,
                        kAddress = 0x18, kCount = 0x20, kCommand = 0x24, kStatus = 0x28,
                        kInterrupt = 0x2c;
constexpr std::uint32_t kRead = 1, kWrite = 2, kFlush = 3;
constexpr std::uint32_t kLine = 11;
constexpr std::uint64_t kDiskSectors = 2048;  // run_hosted.sh
constexpr std::uint8_t kPattern = 0x5a;

std::uint32_t read_register(std::uint16_t offset) {
  return hal::port_read(static_cast<std::uint16_t>(kBase + offset), 4);
}
void write_register(std::uint16_t offset, std::uint32_t value) {
  hal::port_write(static_cast<std::uint16_t>(kBase + offset), 4, value);
}
void write_wide(std::uint16_t offset, std::uint64_t value) {
  write_register(offset, static_cast<std::uint32_t>(value));
  write_register(static_cast<std::uint16_t>(offset + 4), static_cast<std::uint32_t>(value >> 32));
}

struct Order {
  const char* what;
  std::uint32_t command;
  std::uint64_t sector;
  std::uint32_t count;
  std::uint64_t address_offset;  // from the frame's own
  std::uint32_t status;
};

constexpr std::uint64_t kFar = std::uint64_t{1} << 40;
constexpr std::array kOrders = {
    Order{"write", kWrite, 1, 2, 0, 0},
    Order{"read", kRead, 1, 2, 0, 0},
    Order{"sector behind the last", kRead, kDiskSectors, 1, 0, 2},
    Order{"sector 2^64 - 1", kRead, ~std::uint64_t{0}, 2, 0, 2},
    Order{"over the end", kWrite, kDiskSectors - 1, 2, 0, 2},
    Order{"no sectors", kRead, 0, 0, 0, 2},
    Order{"2^32 - 1 sectors", kRead, 0, ~std::uint32_t{0}, 0, 2},
    Order{"memory that is not there", kRead, 0, 1, kFar, 3},
    Order{"memory that wraps around", kRead, 0, 1, ~std::uint64_t{0xfff}, 3},
    Order{"crooked memory", kRead, 0, 1, 8, 3},
    Order{"command 0", 0, 0, 1, 0, 7},
    Order{"command 9", 9, 0, 1, 0, 7},
    Order{"flush", kFlush, 0, 0, 0, 0},
};

hal::Frame frame;
unsigned next = 0;
bool told_late = false, closed = false, reopened = false;
std::uint64_t closed_since = 0;
constexpr std::uint64_t kQuietNs = 30'000'000;

void give_order() {
  const Order& order = kOrders[next];
  const std::uint64_t own = std::uint64_t{frame.number} * hal::kPageBytes;
  // An address far away is one by itself; others are the frame's, a little off.
  const std::uint64_t address =
      order.address_offset < hal::kPageBytes ? own + order.address_offset : order.address_offset;
  std::memset(hal::frame_bytes(frame), order.command == kWrite ? kPattern : 0, hal::kPageBytes);
  write_wide(kSector, order.sector);
  write_wide(kAddress, address);
  write_register(kCount, order.count);
  write_register(kCommand, order.command);
}

void look_at_result() {
  const Order& order = kOrders[next];
  expect_equal(read_register(kStatus), order.status, order.what);
  const auto first = std::to_integer<std::uint8_t>(*hal::frame_bytes(frame));
  if (order.command == kRead)
    expect_equal(first, order.status == 0 ? kPattern : 0, "what is in memory after the read");
}

void disk(const hal::BootInfo&) {
  expect(hal::has_io_ports(), "ports");
  expect_equal(read_register(kIdentity), 0x4b444842, "identity");
  expect_equal(read_register(kFlags), 0, "flags");
  expect_equal(read_register(kSectors), kDiskSectors, "sectors");
  expect_equal(hal::port_read(0x70, 1), 0xffff'ffff, "a port without a device");
  expect_equal(hal::port_read(kBase, 2), 0xffff'ffff, "a register by half");
  expect_equal(hal::port_read(kBase + 0x30, 4), 0xffff'ffff, "behind the last register");
  expect(!hal::irq_open(8, hal::IrqTrigger::kFirmware), "there is no line 8");
  expect(hal::irq_open(kLine, hal::IrqTrigger::kLevel), "the disk's line opens");
  expect(!hal::irq_open(kLine, hal::IrqTrigger::kLevel), "and is open then");
  frame = take_frame();
  hal::start_ticks(1'000'000);
  give_order();
  hal::idle();
}

void disk_fired(hal::Context* current, std::uint32_t line) {
  expect(current == nullptr, "nobody ran");
  expect_equal(line, kLine, "line");
  expect(!closed || reopened, "no interrupt from a line that is closed");
  if (reopened) pass();
  expect_equal(read_register(kInterrupt), 1, "the controller wants an interrupt");
  look_at_result();
  if (!told_late) {  // not taken back: it fires again
    told_late = true;
    hal::irq_unmask(kLine);
    hal::idle();
  }
  write_register(kInterrupt, 1);
  expect_equal(read_register(kInterrupt), 0, "it was taken back");
  hal::irq_unmask(kLine);
  if (++next == kOrders.size()) {
    next = 0;
    closed = true;
    closed_since = hal::now_ns();
    hal::irq_close(kLine);
  }
  give_order();
  hal::idle();
}

// A line that is closed stays quiet, and fires when it is opened again.
void disk_tick(hal::Context*) {
  if (closed && !reopened && hal::now_ns() - closed_since > kQuietNs) {
    expect_equal(read_register(kInterrupt), 1, "the order was carried out all the same");
    reopened = true;
    expect(hal::irq_open(kLine, hal::IrqTrigger::kLevel), "it opens again");
  }
  hal::idle();
}

}  // namespace

const Scenario kDiskScenarios[] = {
    {.name = "disk", .run = disk, .on_tick = disk_tick, .on_irq = disk_fired}, {}};

}  // namespace test
