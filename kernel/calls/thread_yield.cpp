// thread_yield(): whoever is as important goes first.
#include "calls/call.hpp"

std::int64_t kernel::calls::thread_yield() {
  sched::yield(sched::calling_thread(), abi::kOk);
}
