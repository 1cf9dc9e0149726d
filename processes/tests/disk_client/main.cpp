// Asks a disk for everything that contract BlockDevice has, errors included: what is written comes
// back, what lies outside or is no whole sector is refused, a read-only disk refuses writes, and
// nothing is expected of a disk that is not there. Exit code 0: all as it should be.
#include <manifest.hpp>

namespace {

using Disk = BlockDevice::Imp<BlockDevice::Ready>;
using Block = sip::ExVector<std::uint8_t>;

// BlockError, 0: none.
constexpr int kNone = 0, kOutOfRange = 1, kMisaligned = 2, kReadOnly = 3;

constexpr std::uint64_t kFirst = 7;             // sector of the long request
constexpr std::size_t kBytes = 200 * 1024;      // more than the device moves at once
constexpr std::size_t kTextAt = 3 * 64 * 1024;  // in the last piece
constexpr sip::StringView kText = "written by disk_client";

struct Answer {
  Disk disk;
  Block buffer;
  int error;
};

// A request's answer, whichever it is.
Answer read(Disk disk, std::uint64_t sector, Block buffer) {
  int error = kNone;
  auto asked =
      std::move(disk).send(BlockDevice::Read{.sector = sector, .buffer = std::move(buffer)});
  std::move(asked).receive().match(
      [&](BlockDevice::AckRead reply, Disk again) {
        buffer = std::move(reply.buffer);
        disk = std::move(again);
      },
      [&](BlockDevice::NakRead reply, Disk again) {
        buffer = std::move(reply.buffer);
        disk = std::move(again);
        error = static_cast<int>(reply.error);
      },
      [&](sip::Closed) { sip::panic("the driver has closed"); });
  return {std::move(disk), std::move(buffer), error};
}

Answer write(Disk disk, std::uint64_t sector, Block data) {
  int error = kNone;
  auto asked = std::move(disk).send(BlockDevice::Write{.sector = sector, .data = std::move(data)});
  std::move(asked).receive().match(
      [&](BlockDevice::AckWrite reply, Disk again) {
        data = std::move(reply.data);
        disk = std::move(again);
      },
      [&](BlockDevice::NakWrite reply, Disk again) {
        data = std::move(reply.data);
        disk = std::move(again);
        error = static_cast<int>(reply.error);
      },
      [&](sip::Closed) { sip::panic("the driver has closed"); });
  return {std::move(disk), std::move(data), error};
}

Disk flush(Disk disk) {
  auto asked = std::move(disk).send(BlockDevice::Flush{});
  std::move(asked).receive().match(
      [&](BlockDevice::AckFlush, Disk again) { disk = std::move(again); },
      [&](BlockDevice::NakFlush, Disk) { sip::panic("flush failed"); },
      [&](sip::Closed) { sip::panic("the driver has closed"); });
  return disk;
}

void expect(int got, int wanted, sip::StringView what) {
  sip::log("{}: error {}", what, got);
  if (got != wanted) sip::panic("that is not the answer that the contract promises");
}

std::uint8_t pattern(std::size_t i) {
  if (i >= kTextAt && i - kTextAt < kText.size())
    return static_cast<std::uint8_t>(kText[i - kTextAt]);
  return static_cast<std::uint8_t>(i * 7 + i / 512);
}

Block fill(Block block) {
  for (std::size_t i = 0; i < block.size(); ++i) block.set(i, pattern(i));
  return block;
}

Block wipe(Block block) {
  for (std::size_t i = 0; i < block.size(); ++i) block.set(i, 0);
  return block;
}

bool is_right(const Block& block) {
  for (std::size_t i = 0; i < block.size(); ++i)
    if (block[i] != pattern(i)) return false;
  return true;
}

Disk write_and_read_back(Disk disk) {
  auto written = write(std::move(disk), kFirst, fill(Block::make(kBytes)));
  expect(written.error, kNone, "write");
  auto back = read(flush(std::move(written.disk)), kFirst, wipe(std::move(written.buffer)));
  expect(back.error, kNone, "read");
  const bool right = is_right(back.buffer);
  sip::log("{} bytes came back {}", back.buffer.size(),
           right ? sip::StringView("right") : sip::StringView("wrong"));
  if (!right) sip::panic("the disk does not keep what it is given");
  std::move(back.buffer).release();
  return std::move(back.disk);
}

Disk refused_write(Disk disk) {
  auto answer = write(std::move(disk), 0, Block::make(512));
  expect(answer.error, kReadOnly, "write to a read-only disk");
  std::move(answer.buffer).release();
  return std::move(answer.disk);
}

Disk outside_and_crooked(Disk disk, std::uint64_t sectors) {
  auto last = read(std::move(disk), sectors - 1, Block::make(512));
  expect(last.error, kNone, "read of the last sector");
  auto behind = read(std::move(last.disk), sectors, std::move(last.buffer));
  expect(behind.error, kOutOfRange, "read behind the last sector");
  auto far = read(std::move(behind.disk), ~std::uint64_t{0}, std::move(behind.buffer));
  expect(far.error, kOutOfRange, "read of sector 2^64 - 1");
  std::move(far.buffer).release();
  auto over = write(std::move(far.disk), sectors - 1, Block::make(1024));
  expect(over.error, kOutOfRange, "write over the end");
  std::move(over.buffer).release();
  auto crooked = read(std::move(over.disk), 0, Block::make(100));
  expect(crooked.error, kMisaligned, "read of 100 bytes");
  std::move(crooked.buffer).release();
  return std::move(crooked.disk);
}

// What GetInfo says; no sectors: there is no disk.
struct Known {
  Disk disk;
  BlockDevice::DeviceInfo info;
};

Known get_info(Disk disk) {
  BlockDevice::DeviceInfo info{};
  auto asked = std::move(disk).send(BlockDevice::GetInfo{});
  std::move(asked).receive().match(
      [&](BlockDevice::AckGetInfo reply, Disk again) {
        info = reply.info;
        disk = std::move(again);
      },
      [&](BlockDevice::NakGetInfo reply, Disk again) {
        sip::log("there is no disk: error {}", static_cast<int>(reply.error));
        disk = std::move(again);
      },
      [&](sip::Closed) { sip::panic("the driver has closed"); });
  return {std::move(disk), info};
}

}  // namespace

int sip_main(manifest::Start start) {
  auto known = get_info(std::move(start.disk));
  const auto info = known.info;
  auto disk = std::move(known.disk);
  if (info.sectors != 0) {
    disk = info.read_only ? refused_write(std::move(disk)) : write_and_read_back(std::move(disk));
    disk = outside_and_crooked(std::move(disk), info.sectors);
  }
  auto finished = std::move(disk).send(BlockDevice::Done{});
  sip::log("done");
  return 0;
}
