// inspect_trace(first, events, bytes): events of the trace ring from number `first` on (or the
// oldest that is left), as many as fit; how many were written.
#include "calls/call.hpp"

std::int64_t kernel::calls::inspect_trace(std::uint64_t first, std::uint64_t events,
                                          std::uint64_t bytes) {
  return inspect::trace(answer_at(events, bytes).bytes(), first);
}
