// console_write(text, bytes): to the console as it is; the manifest of one process at most grants
// this group.
#include "calls/call.hpp"

std::int64_t kernel::calls::console_write(std::uint64_t text, std::uint64_t bytes) {
  constexpr std::uint64_t kMost = 4096;  // every path through the kernel is bounded
  if (bytes > kMost) end_caller("console_write of more than 4096 bytes at once");
  hal::console_write(text_at(text, bytes).text());
  return abi::kOk;
}
