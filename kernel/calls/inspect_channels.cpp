// inspect_channels(first, infos, bytes): what the kernel knows of channels, from record `first` on,
// as many as fit; how many were written.
#include "calls/call.hpp"

std::int64_t kernel::calls::inspect_channels(std::uint64_t first, std::uint64_t infos,
                                             std::uint64_t bytes) {
  return inspect::list<abi::ChannelInfo>(
      answer_at(infos, bytes).bytes(), first,
      [](std::uint64_t index, std::uint64_t& end) { return inspect::channel(index, end); });
}
