// sync_mutex_create(): a mutex that nobody holds, or kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_mutex_create() {
  return create_object(ObjectKind::kMutex);
}
