// inspect_channels(first, infos, bytes): what the kernel knows of channels, from record `first` on,
// as many as fit; how many were written.
#include "calls/call.hpp"

std::int64_t kernel::calls::inspect_channels(std::uint64_t first, std::uint64_t infos,
                                             std::uint64_t bytes) {
  return inspect::list<abi::ChannelInfo>(
      answer_at(infos, bytes).bytes(), first, channels::table.count() / 2,
      [](std::uint32_t index) { return inspect::channel(index); });
}
