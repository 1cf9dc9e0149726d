// thread_yield(): others of the same priority run first.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t thread_yield() {
  sched::yield(abi::kOk);
}

}  // namespace kernel::calls
