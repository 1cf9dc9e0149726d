// binary search over a span
#include <sip/core.hpp>
sip::Optional<unsigned long> find(sip::Span<const int> sorted, int wanted) {
  unsigned long low = 0, high = sorted.size();
  while (low < high) {
    const unsigned long middle = low + (high - low) / 2;
    if (sorted[middle] == wanted) return sip::Optional<unsigned long>{middle};
    if (sorted[middle] < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {};
}
