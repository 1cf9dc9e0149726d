// The 16550 behind console_write() and console_read().
// SAFETY: touches COM1's eight ports and nothing else; the kernel grants them to no SIP.
#include "device/devices.hpp"

#include "cpu/instructions.hpp"
#include "cpu/locked.hpp"
#include "hal/boot.hpp"

namespace hal {
namespace x86 {
namespace {

constexpr std::uint16_t kBase = 0x3f8;
enum Register : std::uint16_t {
  kData = 0,
  kInterruptEnable = 1,
  kFifoControl = 2,
  kLineControl = 3,
  kModemControl = 4,
  kLineStatus = 5
};
constexpr std::uint8_t kDataReady = 0x01, kTransmitterEmpty = 0x20, kAllSent = 0x40;
constexpr std::uint8_t kNoPort = 0xff;  // what reading a port that is not there gives
// Polls; a port that is not there reads 0xff and is always "ready".
constexpr unsigned kPatience = 1'000'000;

std::uint8_t read(Register reg) {
  return port_in<std::uint8_t>(kBase + reg);
}
void write(Register reg, std::uint8_t value) {
  port_out<std::uint8_t>(kBase + reg, value);
}

void wait_for(std::uint8_t status) {
  for (unsigned i = 0; i < kPatience && !(read(kLineStatus) & status); ++i) asm volatile("pause");
}

void write_byte(char byte) {
  wait_for(kTransmitterEmpty);
  write(kData, static_cast<std::uint8_t>(byte));
}

// Bytes typed but not read yet. The interrupt on CPU 0 fills it, the kernel reads on any CPU. Full:
// what comes later waits in the device, or is lost there.
class InputRing {
 public:
  bool has_room() const { return written_ - read_ < kSize; }
  void put(std::uint8_t byte) { bytes_[written_++ % kSize] = byte; }  // there must be room
  int take() { return written_ == read_ ? kNoInput : bytes_[read_++ % kSize]; }

 private:
  static constexpr std::uint32_t kSize = 1024;
  std::uint8_t bytes_[kSize] = {};
  std::uint32_t written_ = 0, read_ = 0;
};

constinit Locked<InputRing> input;

bool gather(InputRing& ring) {
  bool any = false;
  while (ring.has_room()) {
    const std::uint8_t status = read(kLineStatus);
    if (!(status & kDataReady) || status == kNoPort) break;
    ring.put(read(kData));
    any = true;
  }
  return any;
}

}  // namespace

void serial_start() {
  write(kInterruptEnable, 0);
  write(kLineControl, 0x80);  // divisor latch
  write(kData, 1);            // 115200
  write(kInterruptEnable, 0);
  write(kLineControl, 0x03);   // 8N1
  write(kFifoControl, 0x07);   // FIFOs on and empty, interrupt at one byte
  write(kModemControl, 0x0b);  // DTR, RTS, OUT2 (which lets the interrupt out)
}

void serial_enable_interrupts() {
  write(kInterruptEnable, 0x01);
}

bool serial_gather() {
  return input.with(gather);
}

void serial_drain() {
  wait_for(kAllSent);
}

}  // namespace x86

void console_write(std::string_view text) {
  for (char byte : text) {
    if (byte == '\n') x86::write_byte('\r');
    x86::write_byte(byte);
  }
}

int console_read() {
  return x86::input.with([](x86::InputRing& ring) {
    x86::gather(ring);
    return ring.take();
  });
}

}  // namespace hal
