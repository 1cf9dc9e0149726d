// The controller of the file that is the machine's disk. Registers are read and written by the
// kernel, for a driver; a Linux thread carries the commands out and asks for the interrupt.
#include "disk.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

#include "machine.hpp"

namespace hal::hosted {
namespace {

enum Register : std::uint16_t {
  kIdentity = 0x00,
  kFlags = 0x04,
  kSectorsLow = 0x08,
  kSectorsHigh = 0x0c,
  kSectorLow = 0x10,
  kSectorHigh = 0x14,
  kAddressLow = 0x18,
  kAddressHigh = 0x1c,
  kCount = 0x20,
  kCommand = 0x24,
  kStatus = 0x28,
  kInterrupt = 0x2c
};
enum Command : std::uint32_t { kNothing = 0, kRead = 1, kWrite = 2, kFlush = 3 };

struct Order {
  std::uint64_t sector = 0, address = 0;
  std::uint32_t count = 0, command = kNothing;
};

int disk_file = -1;
bool is_read_only = false;
std::uint64_t sectors = 0;

// Between the CPUs and the controller's thread.
std::mutex registers_lock;
std::condition_variable ordered;
Order order;
DiskStatus status = DiskStatus::kDone;
bool interrupt_wanted = false;

void set_half(std::uint64_t& value, bool high, std::uint32_t half) {
  const unsigned shift = high ? 32 : 0;
  value = (value & ~(std::uint64_t{0xffffffff} << shift)) | std::uint64_t{half} << shift;
}

DiskStatus check(const Order& wanted) {
  struct stat about{};
  if (fstat(disk_file, &about) != 0) return DiskStatus::kMediumFailed;
  if (about.st_nlink == 0) return DiskStatus::kGone;
  if (wanted.command == kFlush) return DiskStatus::kDone;
  if (wanted.command != kRead && wanted.command != kWrite) return DiskStatus::kBadCommand;
  if (wanted.command == kWrite && is_read_only) return DiskStatus::kReadOnly;
  if (wanted.count == 0 || wanted.count > sectors || wanted.sector > sectors - wanted.count)
    return DiskStatus::kOutOfRange;
  const std::uint64_t memory = std::uint64_t{all_frames().count} * kPageBytes;
  const std::uint64_t bytes = wanted.count * kSectorBytes;
  if (wanted.address % kPageBytes != 0 || bytes > memory || wanted.address > memory - bytes)
    return DiskStatus::kBadAddress;
  // A write behind the end would make the file longer again.
  const std::uint64_t end = (wanted.sector + wanted.count) * kSectorBytes;
  if (static_cast<std::uint64_t>(about.st_size) < end) return DiskStatus::kMediumFailed;
  return DiskStatus::kDone;
}

// SAFETY: check() has found [address, address + bytes) inside of the machine's memory. As with any
// DMA, it is the driver's to give memory of its own.
bool move_sectors(const Order& wanted) {
  const hal::Frame first{static_cast<std::uint32_t>(wanted.address / kPageBytes)};
  std::byte* const memory = frame_bytes(first);
  const std::uint64_t bytes = wanted.count * kSectorBytes;
  for (std::uint64_t done = 0; done < bytes;) {
    const auto place = static_cast<off_t>(wanted.sector * kSectorBytes + done);
    const ssize_t moved = wanted.command == kRead
                              ? pread(disk_file, memory + done, bytes - done, place)
                              : pwrite(disk_file, memory + done, bytes - done, place);
    if (moved < 0 && errno == EINTR) continue;
    if (moved <= 0) return false;
    done += static_cast<std::uint64_t>(moved);
  }
  return true;
}

DiskStatus carry_out(const Order& wanted) {
  const DiskStatus checked = check(wanted);
  if (checked != DiskStatus::kDone) return checked;
  const bool good = wanted.command == kFlush ? fdatasync(disk_file) == 0 : move_sectors(wanted);
  return good ? DiskStatus::kDone : DiskStatus::kMediumFailed;
}

void run_controller() {
  std::unique_lock guard(registers_lock);
  for (;;) {
    ordered.wait(guard, [] { return status == DiskStatus::kBusy; });
    const Order wanted = order;
    guard.unlock();
    const DiskStatus result = carry_out(wanted);
    guard.lock();
    status = result;
    interrupt_wanted = true;
    set_disk_line(true);
  }
}

// The controller's thread takes no signal: those are the CPUs'.
void start_controller() {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread(&run_controller).detach();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

std::string refused(const std::string& file, const std::string& why) {
  close(disk_file);
  disk_file = -1;
  return "the disk " + file + " " + why;
}

}  // namespace

std::string start_disk(const std::string& file, bool read_only) {
  disk_file = open(file.c_str(), (read_only ? O_RDONLY : O_RDWR) | O_NONBLOCK | O_CLOEXEC);
  if (disk_file < 0) {
    return "the disk " + file + " cannot be opened: " + strerror(errno) +
           (errno == ENOENT
                ? "; make one with `truncate -s 16M FILE`"
                : "; give a file that you may read and, without --disk-read-only, write");
  }
  struct stat about{};
  if (fstat(disk_file, &about) != 0 || !S_ISREG(about.st_mode))
    return refused(file, "is not a regular file; give a file that holds the sectors");
  const auto bytes = static_cast<std::uint64_t>(about.st_size);
  if (bytes == 0 || bytes % kSectorBytes != 0) {
    return refused(file, "has " + std::to_string(bytes) +
                             " bytes, which is no whole number of sectors of 512; "
                             "`truncate -s %512 FILE` makes it one");
  }
  if (flock(disk_file, (read_only ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0)
    return refused(file, "is in use by another machine; end that one, or give it another file");
  sectors = bytes / kSectorBytes;
  is_read_only = read_only;
  start_controller();
  return "";
}

bool has_disk() {
  return disk_file >= 0;
}

std::uint32_t disk_read(std::uint16_t offset) {
  const std::lock_guard guard(registers_lock);
  switch (offset) {
    case kIdentity:
      return kDiskIdentity;
    case kFlags:
      return is_read_only ? 1 : 0;
    case kSectorsLow:
      return static_cast<std::uint32_t>(sectors);
    case kSectorsHigh:
      return static_cast<std::uint32_t>(sectors >> 32);
    case kStatus:
      return static_cast<std::uint32_t>(status);
    case kInterrupt:
      return interrupt_wanted ? 1 : 0;
    default:
      return 0;
  }
}

// While a command runs, nothing but the interrupt can be written.
void disk_write(std::uint16_t offset, std::uint32_t value) {
  const std::lock_guard guard(registers_lock);
  if (offset == kInterrupt && (value & 1) != 0) {
    interrupt_wanted = false;
    set_disk_line(false);
  }
  if (status == DiskStatus::kBusy) return;
  switch (offset) {
    case kSectorLow:
    case kSectorHigh:
      return set_half(order.sector, offset == kSectorHigh, value);
    case kAddressLow:
    case kAddressHigh:
      return set_half(order.address, offset == kAddressHigh, value);
    case kCount:
      order.count = value;
      return;
    case kCommand:
      order.command = value;
      status = DiskStatus::kBusy;
      ordered.notify_one();
      return;
    default:
      return;
  }
}

}  // namespace hal::hosted
