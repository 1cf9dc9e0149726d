// sync_set_add(set, handle, key): the endpoint, event or process is in the set until it is removed,
// released, closed or sent away. In one set at a time.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_set_add(std::uint64_t set_handle, std::uint64_t handle,
                                         std::uint64_t key) {
  const ObjectId set = own_set(set_handle);
  const WaitRef ref = own_waitable(handle);
  if (!waiting::waitable_of(ref).set.none())
    end_caller("sync_set_add of something that is in a wait set already");
  if (static_cast<std::int64_t>(key) < 0)
    end_caller("sync_set_add with a key above 2^63 - 1, where errors begin");
  objects::add_member(set, ref, key);
  return give_way();
}
