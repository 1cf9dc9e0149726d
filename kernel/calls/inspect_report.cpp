// inspect_report(number, text, bytes): the report of the n-th end of a process, counted from the
// first; how many bytes, 0 if there is none (yet, or any more).
#include "calls/call.hpp"

std::int64_t kernel::calls::inspect_report(std::uint64_t number, std::uint64_t text,
                                           std::uint64_t bytes) {
  return static_cast<std::int64_t>(copy_report(number, answer_at(text, bytes).bytes()));
}
