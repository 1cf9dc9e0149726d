// sync_mutex_unlock(mutex): the most important of those who wait holds it from now on.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_mutex_unlock(std::uint64_t mutex) {
  const ObjectId id = own_mutex(mutex);
  if (objects::get(id).holder != sched::calling_thread().id)
    end_caller("sync_mutex_unlock of a mutex that it does not hold");
  objects::hand_on(id);
  return give_way();
}
