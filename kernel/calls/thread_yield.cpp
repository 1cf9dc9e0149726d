// thread_yield(): whoever is as important goes first.
#include "calls/call.hpp"

namespace kernel::calls {

std::int64_t thread_yield() {
  sched::yield(sched::calling_thread(), abi::kOk);
}

}  // namespace kernel::calls
