// sync_set_create(): an empty wait set, or kQuotaExceeded.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_set_create() {
  const ObjectId id = objects::create(sched::calling_thread().process, ObjectKind::kWaitSet);
  return id.none() ? abi::kQuotaExceeded : static_cast<std::int64_t>(objects::get(id).handle);
}

}  // namespace kernel::calls
