// Words of the machine: addresses, frames, access. Neighbours: memory.hpp, thread.hpp. No policy
// here.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>

namespace hal {

inline constexpr std::uint64_t kPageBytes = 4096;
// So many whole pages hold so many bytes.
constexpr std::uint32_t pages_in(std::uint64_t bytes) {
  return static_cast<std::uint32_t>((bytes + kPageBytes - 1) / kPageBytes);
}
inline constexpr std::uint32_t kMaxCpus = 16;  // further ones stay unused

// An address in the one address space. Holding one proves nothing about what lies there.
struct VirtAddr {
  std::uint64_t value = 0;
  friend constexpr auto operator<=>(VirtAddr, VirtAddr) = default;
};

// A page of physical memory, by number (address / 4096). Hosted: page of the memory file.
struct Frame {
  std::uint32_t number = 0;
  friend constexpr auto operator<=>(Frame, Frame) = default;
};

struct FrameRange {
  Frame first;
  std::uint32_t count = 0;
};

enum class Access : std::uint8_t { kReadOnly, kReadWrite, kExecute };  // W^X: there is no fourth

}  // namespace hal
