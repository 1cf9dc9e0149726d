// Writes bytes into a chain of frames by offset, before the frames are mapped where a SIP sees
// them.
#pragma once
#include <array>

#include "base/bytes.hpp"
#include "base/fault_stop.hpp"
#include "memory/frames.hpp"
#include "memory/trusted/access.hpp"

namespace kernel {

// Remembers where it is, since what is written mostly comes in order.
class ChainWriter {
 public:
  explicit ChainWriter(const FrameChain& chain) : chain_(chain), frame_(frames::first_of(chain)) {}

  void write_bytes(std::uint64_t offset, Bytes bytes) {
    while (!bytes.empty()) {
      const std::uint64_t in_page = offset % hal::kPageBytes;
      const std::uint64_t room = hal::kPageBytes - in_page;
      const std::size_t length = bytes.size() < room ? bytes.size() : room;
      go_to(static_cast<std::uint32_t>(offset / hal::kPageBytes));
      std::memcpy(frame_span(frame_).subspan(in_page, length).data(), bytes.data(), length);
      bytes = bytes.subspan(length);
      offset += length;
    }
  }
  void write_value(std::uint64_t offset, std::uint64_t value, std::uint64_t width) {
    std::array<std::byte, 8> bytes{};
    write<std::uint64_t>(bytes, 0, value);
    write_bytes(offset, Bytes(bytes).first(width));
  }

 private:
  void go_to(std::uint32_t page) {
    if (page >= chain_.count) kernel_bug("the loader writes past a segment");
    if (page < page_) {
      page_ = 0;
      frame_ = frames::first_of(chain_);
    }
    for (; page_ < page; ++page_) frame_ = frames::after(frame_);
  }

  FrameChain chain_;
  hal::Frame frame_;
  std::uint32_t page_ = 0;
};

}  // namespace kernel
