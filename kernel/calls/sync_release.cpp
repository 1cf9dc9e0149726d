// sync_release(object): a mutex that nobody holds, an event or wait set that nobody waits for, is
// gone.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_release(std::uint64_t object) {
  const ObjectId id = own_object(object);
  if (objects::is_busy(objects::get(id)))
    end_caller("sync_release of an object that a thread holds or waits for");
  objects::release(id);
  return abi::kOk;
}
