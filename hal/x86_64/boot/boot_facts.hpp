// What a loader said, copied out of its memory and checked. Holding a BootFacts proves: ranges do
// not overflow and are below kMaxPhysical, the image lies whole in RAM above 1 MiB and apart from
// the kernel. It does not prove that the loader told the truth about RAM.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hal::x86 {

// Numbers: entry32.S.
enum class BootProtocol : std::uint32_t { kUnknown = 0, kPvh = 1, kMultiboot2 = 2 };

inline constexpr std::uint64_t kMaxPhysical = 64ull << 30;  // RAM above is left alone

struct PhysRange {
  std::uint64_t first = 0;
  std::uint64_t bytes = 0;
  constexpr std::uint64_t end() const { return first + bytes; }
};

struct BootFacts {
  static constexpr std::size_t kMaxRam = 64;
  static constexpr std::size_t kMaxCommandLine = 1024;
  static constexpr std::size_t kRsdpBytes = 36;

  PhysRange ram[kMaxRam];
  std::size_t ram_count = 0;
  std::uint64_t end_of_ram = 0;  // also of what is left alone
  PhysRange image;               // bytes 0: no module was given
  std::uint8_t rsdp[kRsdpBytes] = {};
  bool has_rsdp = false;
  char command_line_bytes[kMaxCommandLine] = {};
  std::size_t command_line_size = 0;

  std::string_view command_line() const { return {command_line_bytes, command_line_size}; }

  void add_ram(std::uint64_t first, std::uint64_t bytes);
  void set_image(std::uint64_t first, std::uint64_t bytes);
  void set_command_line(const char* text, std::size_t limit);
  void set_rsdp(const std::uint8_t* bytes, std::size_t size);
};

// Bytes of low physical memory as the boot page tables show them; nullptr if not wholly below 4
// GiB.
const std::uint8_t* boot_memory(std::uint64_t physical, std::uint64_t bytes);

// Both fill `facts` from the loader's structure at `info`, or end the boot with a numbered message.
void read_pvh(std::uint64_t info, BootFacts& facts);
void read_multiboot2(std::uint64_t info, BootFacts& facts);

}  // namespace hal::x86
