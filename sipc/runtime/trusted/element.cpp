// The checked index: every container's element access in private memory ends here.
#include "fail.hpp"

extern "C" void* sip_element(char* first, std::uint64_t index, std::uint64_t count,
                             std::uint64_t size) {
  if (index >= count) sip::body::index_failure(index, count);
  return first +
         index *
             size;  // SAFETY: `first` begins `count` elements of `size` bytes, and index < count
}
