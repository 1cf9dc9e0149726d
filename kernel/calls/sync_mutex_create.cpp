// sync_mutex_create(): a mutex that nobody holds, or kQuotaExceeded.
#include "calls/call.hpp"

namespace kernel::calls {

std::int64_t sync_mutex_create() {
  return create_object(ObjectKind::kMutex);
}

}  // namespace kernel::calls
