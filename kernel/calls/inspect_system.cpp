// inspect_system(info): totals of the whole system.
#include "calls/call.hpp"

std::int64_t kernel::calls::inspect_system(std::uint64_t info) {
  write(answer_at(info, sizeof(abi::SystemInfo)).bytes(), 0, inspect::system());
  return abi::kOk;
}
