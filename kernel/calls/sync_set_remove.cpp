// sync_set_remove(set, handle): it is in the set no more.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_set_remove(std::uint64_t set_handle, std::uint64_t handle) {
  const ObjectId set = own_set(set_handle);
  const WaitRef ref = own_waitable(handle);
  if (waiting::waitable_of(ref).set != set)
    end_caller("sync_set_remove of something that is not in the wait set");
  waiting::forget(ref);
  return abi::kOk;
}
