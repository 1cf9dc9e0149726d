// sync_mutex_create(): a mutex that nobody holds, or kQuotaExceeded.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_mutex_create() {
  const ObjectId id = objects::create(sched::calling_thread().process, ObjectKind::kMutex);
  return id.none() ? abi::kQuotaExceeded : static_cast<std::int64_t>(objects::get(id).handle);
}

}  // namespace kernel::calls
