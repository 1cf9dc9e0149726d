// Counts, for every frame of RAM, how often it is mapped executable and how often writable in the
// low half: what keeps W^X true for aliases. The direct map's view of a frame is writable exactly
// while no mapping is executable.
#pragma once
#include <cstdint>

#include "hal/types.hpp"

namespace hal::x86 {

class FrameUses {
 public:
  void start(void* zeroed, std::uint32_t frames) {
    uses_ = static_cast<Use*>(zeroed);
    count_ = frames;
  }
  static std::uint32_t bytes_for(std::uint32_t frames) {
    return frames * static_cast<std::uint32_t>(sizeof(Use));
  }

  // Both stop the machine with a kernel fault if the change would make a frame writable and
  // executable at once.
  void add(Frame frame, Access access);
  void remove(Frame frame, Access access);

 private:
  struct Use {
    std::uint16_t executable, writable;
  };
  Use* uses_ = nullptr;
  std::uint32_t count_ = 0;
};

extern FrameUses frame_uses;

}  // namespace hal::x86
