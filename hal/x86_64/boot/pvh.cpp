// Reads what a PVH loader (qemu -kernel) leaves: Xen's hvm_start_info, version 1, its memory map
// and its only module.
// SAFETY: everything is read through boot_memory(), which refuses what the boot page tables do not
// show.
#include <cstring>

#include "boot/boot_facts.hpp"
#include "device/devices.hpp"

namespace hal::x86 {
namespace {

struct StartInfo {
  std::uint32_t magic, version, flags, module_count;
  std::uint64_t modules, command_line, rsdp, memory_map;
  std::uint32_t memory_map_entries, reserved;
};
struct Module {
  std::uint64_t first, bytes, command_line, reserved;
};
struct MemoryMapEntry {
  std::uint64_t first, bytes;
  std::uint32_t type, reserved;
};

constexpr std::uint32_t kMagic = 0x336ec578;
constexpr std::uint32_t kRam = 1;
constexpr std::uint32_t kMaxMapEntries = 1024;

// A copy, because the loader's structure need not be aligned.
template <class T>
T read_at(std::uint64_t physical, std::string_view error) {
  const std::uint8_t* bytes = boot_memory(physical, sizeof(T));
  if (!bytes) stop(error);
  T value;
  std::memcpy(&value, bytes, sizeof(T));
  return value;
}

}  // namespace

void read_pvh(std::uint64_t info, BootFacts& facts) {
  const auto start = read_at<StartInfo>(info, "[H-002] PVH start information lies above 4 GiB");
  if (start.magic != kMagic || start.version < 1)
    stop("[H-003] PVH start information is damaged or older than version 1; use QEMU 4 or newer");
  if (start.memory_map_entries > kMaxMapEntries)
    stop("[H-004] the PVH memory map has more than 1024 entries");
  for (std::uint32_t i = 0; i < start.memory_map_entries; ++i) {
    const auto entry = read_at<MemoryMapEntry>(start.memory_map + i * sizeof(MemoryMapEntry),
                                               "[H-005] the PVH memory map lies above 4 GiB");
    if (entry.type == kRam) facts.add_ram(entry.first, entry.bytes);
  }
  if (start.module_count > 1)
    stop("[H-006] more than one module was given; give one system image (qemu: -initrd)");
  if (start.module_count == 1) {
    const auto module =
        read_at<Module>(start.modules, "[H-007] the PVH module list lies above 4 GiB");
    facts.set_image(module.first, module.bytes);
  }
  if (start.command_line != 0) {
    const std::uint8_t* text = boot_memory(start.command_line, BootFacts::kMaxCommandLine);
    if (!text) stop("[H-008] the command line lies above 4 GiB");
    facts.set_command_line(reinterpret_cast<const char*>(text), BootFacts::kMaxCommandLine);
  }
  if (const std::uint8_t* rsdp = boot_memory(start.rsdp, BootFacts::kRsdpBytes); start.rsdp && rsdp)
    facts.set_rsdp(rsdp, BootFacts::kRsdpBytes);
}

}  // namespace hal::x86
