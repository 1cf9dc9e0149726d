// quicksort with a closure for the order
#include <sip/core.hpp>
template <class T, class Less> unsigned long partition(sip::Span<T> all, const Less& less) {
  auto& pivot = all[all.size() - 1];
  unsigned long place = 0;
  for (unsigned long i = 0; i + 1 < all.size(); ++i) {
    if (!less(all[i], pivot)) continue;
    std::swap(all[i], all[place]);
    ++place;
  }
  std::swap(all[place], pivot);
  return place;
}
template <class T, class Less> void quicksort(sip::Span<T> all, const Less& less) {
  if (all.size() < 2) return;
  const auto middle = partition(all, less);
  quicksort(all.first(middle), less);
}
void f(sip::Vector<int>& values, int origin) {
  quicksort(values.span(), [&](int a, int b) { return a - origin < b - origin; });
}
