// Where everything lies in the one address space, and the bits of a page-table entry. The low half
// is the kernel's to fill (hal/memory.hpp), the high half is built once at boot (paging/build.cpp).
// Neighbours: linker.ld (kernel image), boot/entry32.S (first tables).
#pragma once
#include <cstdint>

#include "hal/types.hpp"

namespace hal::x86 {

// Low half.
// 1 GiB: reachable as a 32-bit displacement.
inline constexpr std::uint64_t kOwnerMap = 0x4000'0000;
inline constexpr std::uint64_t kOwnerMapBytes = 0x2000'0000;  // u16 per page of the first 1 TiB
inline constexpr std::uint64_t kWindowBase = 0x20'0000'0000;  // 128 GiB
inline constexpr std::uint64_t kWindowBytes = 0x1000'0000;    // 256 MiB
inline constexpr std::uint32_t kWindowCount = 1024;
inline constexpr std::uint64_t kExchangeBase = 0x80'0000'0000;  // 512 GiB
inline constexpr std::uint64_t kExchangeBytes = 0x80'0000'0000;
static_assert((kExchangeBase + kExchangeBytes) / kPageBytes * 2 == kOwnerMapBytes);
static_assert(kWindowBase + kWindowBytes * kWindowCount <= kExchangeBase);

// High half.
// RAM, 4-KiB pages, never executable.
inline constexpr std::uint64_t kDirectMap = 0xffff'8000'0000'0000;
// Kernel image: virtual - physical.
inline constexpr std::uint64_t kKernelOffset = 0xffff'ffff'8000'0000;
inline constexpr std::uint64_t kStackArea = 0xffff'ffff'a000'0000;  // cpu/cpu.cpp
// Device registers, firmware tables.
inline constexpr std::uint64_t kDeviceArea = 0xffff'ffff'b000'0000;

// Page-table entry.
inline constexpr std::uint64_t kPresent = 1;
inline constexpr std::uint64_t kWritable = 1 << 1;
inline constexpr std::uint64_t kWriteThrough = 1 << 3;
inline constexpr std::uint64_t kNoCache = 1 << 4;
inline constexpr std::uint64_t kNoExecute = 1ull << 63;
inline constexpr std::uint64_t kFrameMask = 0x000f'ffff'ffff'f000;
// Entries that point to tables: how many entries of that table are in use.
inline constexpr std::uint64_t kCountShift = 52;
inline constexpr std::uint64_t kCountOne = 1ull << kCountShift;
inline constexpr std::uint64_t kCountMask = 0x3ffull << kCountShift;

inline constexpr unsigned kEntries = 512;

// The kernel's view of a frame, by physical address.
template <class T>
T* direct(std::uint64_t physical) {
  return reinterpret_cast<T*>(kDirectMap + physical);
}

}  // namespace hal::x86
