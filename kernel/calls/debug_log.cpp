// debug_log(text, bytes): one line of the system's log, with the SIP's name before it. What does
// not print is escaped; what is too long is cut.
#include "calls/call.hpp"

std::int64_t kernel::calls::debug_log(std::uint64_t text, std::uint64_t bytes) {
  constexpr std::uint64_t kLongest = 400;
  Line() << '[' << calling_process().name() << "] "
         << Escaped{text_at(text, bytes).text().substr(0, kLongest)};
  return abi::kOk;
}
