// all permutations, each shown to a closure
#include <sip/core.hpp>
template <class F> void permute(sip::Span<int> all, unsigned long from, const F& show) {
  if (from + 1 >= all.size()) {
    show(all);
    return;
  }
  for (unsigned long i = from; i < all.size(); ++i) {
    std::swap(all[from], all[i]);
    permute(all, from + 1, show);
    std::swap(all[from], all[i]);
  }
}
int count() {
  sip::Array<int, 4> all;
  int seen = 0;
  permute(all.span(), 0, [&](sip::Span<int> order) { seen += static_cast<int>(order.size()) > 0 ? 1 : 0; });
  return seen;
}
