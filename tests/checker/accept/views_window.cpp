// a window that slides over a span
#include <sip/core.hpp>
int best_sum(sip::Span<const int> all, unsigned long width) {
  int best = 0;
  sip::Span<const int> best_window;
  for (unsigned long from = 0; from + width <= all.size(); ++from) {
    int sum = 0;
    for (unsigned long i = 0; i < width; ++i) sum += all[from + i];
    if (sum > best) {
      best = sum;
      best_window = all.first(from + width);
    }
  }
  return best + static_cast<int>(best_window.size());
}
