// What the kernel finds when the machine is up: the loader's facts, time, CPUs, and an address
// space with nothing in it that should not be.
#include "test_kernel.hpp"

namespace test {
namespace {

// The image is made by CMakeLists.txt: 40000 bytes, byte i is 'a' + (i * 7 + 3) mod 26.
void check_image(std::span<const std::byte> image) {
  expect_equal(image.size(), 40000, "size of the image");
  for (std::size_t i = 0; i < image.size(); ++i)
    if (static_cast<std::uint8_t>(image[i]) != 'a' + (i * 7 + 3) % 26) fail("a byte of the image");
}

void check_free_memory(const hal::BootInfo& boot) {
  std::uint64_t frames = 0;
  for (const hal::FrameRange& range : boot.free_memory) {
    const auto* bytes = reinterpret_cast<const std::byte*>(hal::frame_bytes(range.first));
    expect(bytes + std::uint64_t{range.count} * hal::kPageBytes <= boot.image.data() ||
               bytes >= boot.image.data() + boot.image.size(),
           "free memory without the image");
    expect(range.first.number >= 256, "free memory above 1 MiB");
    // First and last frame can be written.
    *hal::frame_bytes(range.first) = std::byte{1};
    *hal::frame_bytes({range.first.number + range.count - 1}) = std::byte{2};
    frames += range.count;
  }
  print("test: MiB free ");
  print_number(frames / 256);
  print("\n");
}

// Prints what the script compares with the options it gave QEMU.
void facts(const hal::BootInfo& boot) {
  print("test: command line [");
  print(boot.command_line);
  print("]\ntest: cpus ");
  print_number(boot.cpu_count);
  print(", machine ");
  print(boot.machine);
  print("\n");
  if (!boot.image.empty()) check_image(boot.image);
  check_free_memory(boot);
  expect_equal(w_xor_x_violations(), 0, "W^X");
  expect(hal::has_io_ports(), "I/O ports");
  expect(!hal::is_mapped({0}), "page 0 unmapped");
  const std::uint64_t before = hal::now_ns();
  while (hal::now_ns() == before) {
  }
  expect(hal::now_ns() > before, "time goes on");
  pass();
}

// One second by now_ns against the seconds of the real-time clock, which nothing here is calibrated
// by.
std::uint32_t rtc_second() {
  constexpr std::uint16_t kIndex = 0x70, kValue = 0x71;
  hal::port_write(kIndex, 1, 0);
  return hal::port_read(kValue, 1);
}

void time(const hal::BootInfo&) {
  std::uint32_t second = rtc_second();
  while (rtc_second() == second) {
  }
  second = rtc_second();
  const std::uint64_t start = hal::now_ns();
  while (rtc_second() == second) {
  }
  const std::uint64_t took = hal::now_ns() - start;
  print("test: one second took ns ");
  print_number(took);
  print("\n");
  expect(took > 900'000'000 && took < 1'100'000'000, "a second is a second");
  pass();
}

}  // namespace

const Scenario kStartScenarios[] = {{"facts", facts}, {"time", time}, {}};

}  // namespace test
