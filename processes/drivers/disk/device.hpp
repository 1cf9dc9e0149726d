// The controller of the hosted machine's disk (hal/hosted/disk.hpp): 32-bit registers behind ports,
// one command at a time, one interrupt when it is done. All that main.cpp knows of a disk is
// declared here; a driver of another controller brings another file of this shape.
#pragma once
#include <manifest.hpp>

namespace device {

using Error = BlockDevice::BlockError;

inline constexpr std::uint32_t kSectorBytes = 512;
// What one command moves at most: the memory that the controller reads and writes.
inline constexpr std::uint32_t kMostBytes = 64 * 1024;

// The controller's registers, as offsets from its first port.
namespace reg {
inline constexpr std::uint16_t kBase = 0xd100;
inline constexpr std::uint16_t kIdentity = kBase + 0x00, kFlags = kBase + 0x04;
inline constexpr std::uint16_t kSectorsLow = kBase + 0x08, kSectorsHigh = kBase + 0x0c;
inline constexpr std::uint16_t kSectorLow = kBase + 0x10, kSectorHigh = kBase + 0x14;
inline constexpr std::uint16_t kAddressLow = kBase + 0x18, kAddressHigh = kBase + 0x1c;
inline constexpr std::uint16_t kCount = kBase + 0x20, kCommand = kBase + 0x24;
inline constexpr std::uint16_t kStatus = kBase + 0x28, kInterrupt = kBase + 0x2c;
}  // namespace reg

using Ports = sip::IoPorts<0xd100, 0xd12f>;
inline constexpr std::int64_t kOurs = 0x4b444842;  // what kIdentity reads
inline constexpr std::int64_t kBusy = 1;           // what kStatus reads until it is done
inline constexpr std::int64_t kLongestMilliseconds = 10'000;

enum class Command : std::uint32_t { Read = 1, Write = 2, Flush = 3 };

// How a command went: `error` means something only if it is not good.
struct Outcome {
  bool good = true;
  Error error = Error::DeviceFailed;
};

// Holding one whose `exists` is true proves that there was a disk of that size when the driver
// started.
struct Disk {
  bool exists = false, read_only = false;
  std::uint64_t sectors = 0;
};

inline std::uint64_t read_wide(const Ports& ports, std::uint16_t low, std::uint16_t high) {
  const auto low_half = static_cast<std::uint64_t>(ports.read32(low));
  return static_cast<std::uint64_t>(ports.read32(high)) << 32 | low_half;
}

inline void write_wide(const Ports& ports, std::uint16_t low, std::uint16_t high,
                       std::uint64_t value) {
  ports.write32(low, static_cast<std::uint32_t>(value));
  ports.write32(high, static_cast<std::uint32_t>(value >> 32));
}

// What a driver before this one has left: the controller takes no command while one runs.
inline bool is_idle(const Ports& ports) {
  for (std::int64_t waited = 0; ports.read32(reg::kStatus) == kBusy; ++waited) {
    if (waited == kLongestMilliseconds) return false;
    sip::sleep(sip::Duration::milliseconds(1));
  }
  return true;
}

// Ports without a device read as ones, or not at all; neither is a controller's identity.
inline Disk find(const Ports& ports, const sip::Interrupt& done, const sip::DmaBuffer& memory) {
  if (ports.read32(reg::kIdentity) != kOurs) return {};
  if (!done.exists() || !memory.exists() || !is_idle(ports)) return {};
  return {true, (ports.read32(reg::kFlags) & 1) != 0,
          read_wide(ports, reg::kSectorsLow, reg::kSectorsHigh)};
}

inline Outcome outcome_of(std::int64_t status) {
  switch (status) {
    case 0:
      return {};
    case 2:
      return {false, Error::OutOfRange};
    case 4:
      return {false, Error::ReadOnly};
    case 5:
      return {false, Error::MediumFailed};
    case 6:
      return {false, Error::Removed};
    default:
      return {false, Error::DeviceFailed};
  }
}

// Moves `count` sectors between the disk and the beginning of `memory`, and waits until that is
// done.
inline Outcome run(const Ports& ports, const sip::Interrupt& done, const sip::DmaBuffer& memory,
                   Command command, std::uint64_t sector, std::uint32_t count) {
  write_wide(ports, reg::kSectorLow, reg::kSectorHigh, sector);
  write_wide(ports, reg::kAddressLow, reg::kAddressHigh, memory.physical_address());
  ports.write32(reg::kCount, count);
  ports.write32(reg::kCommand, static_cast<std::uint32_t>(command));
  const auto deadline = sip::Instant::now() + sip::Duration::milliseconds(kLongestMilliseconds);
  std::int64_t status = kBusy;
  while (status == kBusy) {  // an interrupt can be an earlier command's
    if (!done.wait_until(deadline)) return {false, Error::DeviceFailed};
    ports.write32(reg::kInterrupt, 1);  // before the line is opened, or it fires once more
    done.acknowledge();
    status = ports.read32(reg::kStatus);
  }
  return outcome_of(status);
}

}  // namespace device
