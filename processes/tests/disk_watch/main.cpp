// Reads the first sector of a disk again and again until the answer is an error, and says which:
// for tests that take the disk away while the system runs.
#include <manifest.hpp>

namespace {

using Disk = BlockDevice::Imp<BlockDevice::Ready>;

constexpr int kMostReads = 2000;

}  // namespace

int sip_main(manifest::Start start) {
  auto disk = std::move(start.disk);
  auto buffer = sip::ExVector<std::uint8_t>::make(512);
  int error = 0;
  for (int i = 0; i < kMostReads && error == 0; ++i) {
    auto asked = std::move(disk).send(BlockDevice::Read{.sector = 0, .buffer = std::move(buffer)});
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
    if (i == 0) sip::log("the first read: error {}", error);
    sip::sleep(sip::Duration::milliseconds(10));
  }
  sip::log("the last read: error {}", error);
  std::move(buffer).release();
  auto finished = std::move(disk).send(BlockDevice::Done{});
  return error == 0 ? 1 : 0;
}
