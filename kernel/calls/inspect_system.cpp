// inspect_system(info): totals of the whole system.
#include "calls/call.hpp"
#include "diagnosis/inspect.hpp"

namespace kernel::calls {

std::int64_t inspect_system(std::uint64_t info) {
  write(answer_at(info, sizeof(abi::SystemInfo)).bytes(), 0, inspect::system());
  return abi::kOk;
}

}  // namespace kernel::calls
