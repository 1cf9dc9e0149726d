// The driver of a disk: serves contract BlockDevice. Bytes go through memory that the controller
// reaches; what a request wants above its size is moved in pieces. How the controller is spoken to
// stands in device.hpp alone.
#include <manifest.hpp>

#include "device.hpp"

namespace {

using Block = sip::ExVector<std::uint8_t>;
using Error = device::Error;
using device::Outcome;

constexpr std::size_t kWord = sizeof(std::uint64_t);
static_assert(device::kMostBytes % device::kSectorBytes == 0 && device::kSectorBytes % kWord == 0);

// What a driver holds of its device. `working` ends for good when the device does not answer.
struct Driver {
  device::Ports ports;
  const sip::Interrupt done;
  const sip::DmaBuffer memory;
  device::Disk disk;
  bool working = true;
};

Outcome run(Driver& driver, device::Command command, std::uint64_t sector, std::uint32_t count) {
  const Outcome outcome =
      device::run(driver.ports, driver.done, driver.memory, command, sector, count);
  if (!outcome.good && outcome.error == Error::DeviceFailed) {
    sip::log("the device does not answer, or in a way that makes no sense");
    driver.working = false;
  }
  return outcome;
}

Outcome check_device(const Driver& driver) {
  if (!driver.disk.exists) return {false, Error::Removed};
  if (!driver.working) return {false, Error::DeviceFailed};
  return {};
}

Outcome check_range(const Driver& driver, std::uint64_t sector, std::size_t bytes) {
  const Outcome device = check_device(driver);
  if (!device.good) return device;
  if (bytes % device::kSectorBytes != 0) return {false, Error::Misaligned};
  const std::uint64_t count = bytes / device::kSectorBytes;
  const std::uint64_t sectors = driver.disk.sectors;
  if (count > sectors || sector > sectors - count) return {false, Error::OutOfRange};
  return {};
}

Block copy_in(const Driver& driver, Block block, std::size_t from, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += kWord) {
    const auto word = driver.memory.read<std::uint64_t>(i);
    for (std::size_t byte = 0; byte < kWord; ++byte)
      block.set(from + i + byte, static_cast<std::uint8_t>(word >> (8 * byte)));
  }
  return block;
}

void copy_out(const Driver& driver, const Block& block, std::size_t from, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += kWord) {
    std::uint64_t word = 0;
    for (std::size_t byte = 0; byte < kWord; ++byte)
      word |= static_cast<std::uint64_t>(block[from + i + byte]) << (8 * byte);
    driver.memory.write<std::uint64_t>(i, word);
  }
}

// A piece of a request.
struct Piece {
  std::size_t from = 0, bytes = 0;
  std::uint64_t sector = 0;
  std::uint32_t count = 0;
};

Piece piece_at(std::uint64_t sector, std::size_t from, std::size_t whole) {
  const std::size_t left = whole - from;
  const std::size_t bytes = left < device::kMostBytes ? left : device::kMostBytes;
  return {from, bytes, sector + from / device::kSectorBytes,
          static_cast<std::uint32_t>(bytes / device::kSectorBytes)};
}

// What a read leaves: the buffer, filled as far as it went well.
struct Filled {
  Block buffer;
  Outcome outcome;
};

Filled read(Driver& driver, std::uint64_t sector, Block buffer) {
  Outcome outcome = check_range(driver, sector, buffer.size());
  for (std::size_t from = 0; outcome.good && from < buffer.size(); from += device::kMostBytes) {
    const Piece piece = piece_at(sector, from, buffer.size());
    outcome = run(driver, device::Command::Read, piece.sector, piece.count);
    if (outcome.good) buffer = copy_in(driver, std::move(buffer), piece.from, piece.bytes);
  }
  return {std::move(buffer), outcome};
}

Outcome write(Driver& driver, std::uint64_t sector, const Block& data) {
  Outcome outcome = check_range(driver, sector, data.size());
  if (outcome.good && driver.disk.read_only) return {false, Error::ReadOnly};
  for (std::size_t from = 0; outcome.good && from < data.size(); from += device::kMostBytes) {
    const Piece piece = piece_at(sector, from, data.size());
    copy_out(driver, data, piece.from, piece.bytes);
    outcome = run(driver, device::Command::Write, piece.sector, piece.count);
  }
  return outcome;
}

Outcome flush(Driver& driver) {
  const Outcome outcome = check_device(driver);
  if (!outcome.good || driver.disk.read_only) return outcome;
  return run(driver, device::Command::Flush, 0, 0);
}

using Ready = BlockDevice::Exp<BlockDevice::Ready>;

Ready answer_info(const Driver& driver, BlockDevice::Exp<BlockDevice::Ready_GetInfo> asked) {
  const Outcome outcome = check_device(driver);
  if (!outcome.good) return std::move(asked).send(BlockDevice::NakGetInfo{.error = outcome.error});
  return std::move(asked).send(
      BlockDevice::AckGetInfo{.info = {.sectors = driver.disk.sectors,
                                       .sector_bytes = device::kSectorBytes,
                                       .most_bytes = device::kMostBytes,
                                       .read_only = driver.disk.read_only,
                                       .removable = true}});
}

Ready answer_read(Driver& driver, BlockDevice::Read request,
                  BlockDevice::Exp<BlockDevice::Ready_Read> asked) {
  auto filled = read(driver, request.sector, std::move(request.buffer));
  if (filled.outcome.good)
    return std::move(asked).send(BlockDevice::AckRead{.buffer = std::move(filled.buffer)});
  return std::move(asked).send(
      BlockDevice::NakRead{.buffer = std::move(filled.buffer), .error = filled.outcome.error});
}

Ready answer_write(Driver& driver, BlockDevice::Write request,
                   BlockDevice::Exp<BlockDevice::Ready_Write> asked) {
  const Outcome outcome = write(driver, request.sector, request.data);
  if (outcome.good)
    return std::move(asked).send(BlockDevice::AckWrite{.data = std::move(request.data)});
  return std::move(asked).send(
      BlockDevice::NakWrite{.data = std::move(request.data), .error = outcome.error});
}

Ready answer_flush(Driver& driver, BlockDevice::Exp<BlockDevice::Ready_Flush> asked) {
  const Outcome outcome = flush(driver);
  if (outcome.good) return std::move(asked).send(BlockDevice::AckFlush{});
  return std::move(asked).send(BlockDevice::NakFlush{.error = outcome.error});
}

void say_what_is_there(const device::Disk& disk) {
  if (!disk.exists) {
    sip::log("this machine has no disk");
  } else {
    sip::log("a disk of {} sectors of {} bytes, read-only: {}", disk.sectors, device::kSectorBytes,
             disk.read_only);
  }
}

}  // namespace

int sip_main(manifest::Start start) {
  auto service = std::move(start.service);
  Driver driver{
      start.registers, std::move(start.done), sip::DmaBuffer::make(device::kMostBytes), {}};
  driver.disk = device::find(driver.ports, driver.done, driver.memory);
  say_what_is_there(driver.disk);
  bool running = true;
  while (running) {
    std::move(service).receive().match(
        [&](BlockDevice::GetInfo, BlockDevice::Exp<BlockDevice::Ready_GetInfo> asked) {
          service = answer_info(driver, std::move(asked));
        },
        [&](BlockDevice::Read request, BlockDevice::Exp<BlockDevice::Ready_Read> asked) {
          service = answer_read(driver, std::move(request), std::move(asked));
        },
        [&](BlockDevice::Write request, BlockDevice::Exp<BlockDevice::Ready_Write> asked) {
          service = answer_write(driver, std::move(request), std::move(asked));
        },
        [&](BlockDevice::Flush, BlockDevice::Exp<BlockDevice::Ready_Flush> asked) {
          service = answer_flush(driver, std::move(asked));
        },
        [&](BlockDevice::Done, BlockDevice::Exp<BlockDevice::Finished>) { running = false; },
        [&](sip::Closed) { running = false; });
  }
  return 0;
}
