// The hosted machine's disk: a file, behind the ports, the interrupt line and the memory access
// that a controller on a board would have. Its one driver is processes/drivers/disk.
//
// Registers, 32 bits each, from kDiskPort on:
//   0x00 identity (kDiskIdentity)        0x14 sector, high half
//   0x04 bit 0: read-only                0x18 physical address of the memory, low half
//   0x08 sectors, low half               0x1c … high half
//   0x0c … high half                     0x20 number of sectors
//   0x10 sector, low half                0x24 command: 1 read, 2 write, 3 flush; starts it
//   0x28 status (DiskStatus)             0x2c bit 0: interrupt wanted; writing 1 takes it back
#pragma once
#include <cstdint>
#include <string>

namespace hal::hosted {

inline constexpr std::uint16_t kDiskPort = 0xd100, kDiskPorts = 0x30;
inline constexpr std::uint32_t kDiskLine = 11;  // level
inline constexpr std::uint32_t kDiskIdentity = 0x4b444842;
inline constexpr std::uint64_t kSectorBytes = 512;

enum class DiskStatus : std::uint32_t {
  kDone = 0,
  kBusy = 1,
  kOutOfRange = 2,    // sectors beyond the end
  kBadAddress = 3,    // not memory of this machine, or no whole page begins there
  kReadOnly = 4,      //
  kMediumFailed = 5,  // the file could not be read or written there, or has become shorter
  kGone = 6,          // the file was deleted: the disk is pulled out
  kBadCommand = 7
};

// Opens the file and starts the controller, a Linux thread. Why not, with a remedy; "" if it did.
std::string start_disk(const std::string& file, bool read_only);
bool has_disk();
std::uint32_t disk_read(std::uint16_t offset);
void disk_write(std::uint16_t offset, std::uint32_t value);

// devices.cpp: the line's level, as the controller drives it.
void set_disk_line(bool asserted);

}  // namespace hal::hosted
