// sync_release(object): a mutex that nobody holds, an event or wait set that nobody waits for, is
// gone.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_release(std::uint64_t handle) {
  const ProcessId process = sched::calling_thread().process;
  for (const ObjectKind kind : {ObjectKind::kMutex, ObjectKind::kEvent, ObjectKind::kWaitSet}) {
    const ObjectId id = objects::lookup(process, handle, kind);
    if (id.none()) continue;
    if (objects::is_busy(objects::get(id)))
      end_caller("sync_release of an object that a thread holds or waits for");
    objects::release(id);
    return abi::kOk;
  }
  end_caller("sync_release of an object that is not its own");
}

}  // namespace kernel::calls
