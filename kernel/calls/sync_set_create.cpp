// sync_set_create(): an empty wait set, or kQuotaExceeded.
#include "calls/call.hpp"

namespace kernel::calls {

std::int64_t sync_set_create() {
  return create_object(ObjectKind::kWaitSet);
}

}  // namespace kernel::calls
