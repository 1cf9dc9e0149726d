// sync_set_create(): an empty wait set, or kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_set_create() {
  return create_object(ObjectKind::kWaitSet);
}
