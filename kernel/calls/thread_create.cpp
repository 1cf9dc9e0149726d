// thread_create(argument): a thread that enters the SIP's entry point with this argument in its
// second register; its handle, or kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::thread_create(std::uint64_t argument) {
  if (argument == 0) end_caller("thread_create with argument 0, which only the first thread has");
  const ThreadId id = loader::add_thread(sched::calling_thread().process, argument);
  if (id.none()) return abi::kQuotaExceeded;
  sched::make_ready(sched::get(id));
  return static_cast<std::int64_t>(handle_of(sched::get(id)));
}
