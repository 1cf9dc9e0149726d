// A stand-in for the kernel's channels, in the test's own process: queues of tagged bytes, and a
// record of breaches. It checks nothing: what the generated code does on its own is what is under
// test.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace channel_double {

struct Breach {
  std::string contract, message, rule;
};

void reset();
/// Two connected handles.
std::pair<std::uint64_t, std::uint64_t> connect();
bool is_closed(std::uint64_t handle);
std::size_t open_handles();
/// Blocks of the exchange heap that were not released.
std::size_t live_blocks();
/// Puts a message into the queue that `handle` receives from, as a peer would that checks nothing.
void inject(std::uint64_t handle, std::uint32_t tag, const std::vector<std::uint8_t>& bytes);
void refuse_new_channels(bool refuse);

}  // namespace channel_double
