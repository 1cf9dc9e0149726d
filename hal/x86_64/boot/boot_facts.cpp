// The checks on what a loader said, the same for both protocols.
// SAFETY: copies no more than the callers vouch for and than its own arrays hold.
#include "boot/boot_facts.hpp"

#include <cstring>

#include "device/devices.hpp"
#include "hal/types.hpp"

namespace hal::x86 {

// Only whole pages are RAM to us; what lies above kMaxPhysical is ignored.
void BootFacts::add_ram(std::uint64_t first, std::uint64_t bytes) {
  const std::uint64_t end =
      bytes > kMaxPhysical || first > kMaxPhysical - bytes ? kMaxPhysical : first + bytes;
  const std::uint64_t low = (first + kPageBytes - 1) & ~(kPageBytes - 1);
  const std::uint64_t high = end & ~(kPageBytes - 1);
  const std::uint64_t whole_end = first + bytes < first ? ~0ull : first + bytes;
  if (whole_end > end_of_ram) end_of_ram = whole_end;
  if (first >= kMaxPhysical || low >= high) return;
  if (ram_count == kMaxRam) stop("[H-014] the memory map has more than 64 ranges of RAM");
  ram[ram_count++] = PhysRange{low, high - low};
}

void BootFacts::set_image(std::uint64_t first, std::uint64_t bytes) {
  if (first > kMaxPhysical || bytes > kMaxPhysical - first)
    stop("[H-015] the system image lies above 64 GiB");
  image = PhysRange{first, bytes};
}

void BootFacts::set_command_line(const char* text, std::size_t limit) {
  const std::size_t room = limit < kMaxCommandLine ? limit : kMaxCommandLine;
  const void* end = std::memchr(text, 0, room);
  const std::size_t size =
      end ? static_cast<std::size_t>(static_cast<const char*>(end) - text) : room;
  if (size == kMaxCommandLine) stop("[H-016] the command line is longer than 1023 bytes");
  std::memcpy(command_line_bytes, text, size);
  command_line_size = size;
}

void BootFacts::set_rsdp(const std::uint8_t* bytes, std::size_t size) {
  std::memset(rsdp, 0, sizeof(rsdp));
  std::memcpy(rsdp, bytes, size < kRsdpBytes ? size : kRsdpBytes);
  has_rsdp = true;
}

}  // namespace hal::x86
