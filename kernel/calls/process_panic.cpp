// process_panic(text, bytes): the SIP ends because a check of its own failed; the text says which.
// Does not return.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_panic(std::uint64_t text, std::uint64_t bytes) {
  constexpr std::uint64_t kMaxText = 300;
  const auto range = RangeChecks::check(sched::calling_thread(), RangeChecks::Use::kRead, text,
                                        bytes < kMaxText ? bytes : kMaxText);
  TextBuffer cause;
  cause << "panic: ";
  range ? cause << Escaped{range->text()} : cause << "(its text is not in memory that it owns)";
  report_end_in_call(cause);
  end_running_process(abi::EndKind::kPanicked, 0, cause);
}
