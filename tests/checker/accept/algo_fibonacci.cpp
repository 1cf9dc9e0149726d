// three ways to the same number
#include <sip/core.hpp>
unsigned long recursive(unsigned n) { return n < 2 ? n : recursive(n - 1) + recursive(n - 2); }
unsigned long iterative(unsigned n) {
  unsigned long a = 0, b = 1;
  for (unsigned i = 0; i < n; ++i) {
    const auto next = a + b;
    a = b;
    b = next;
  }
  return a;
}
unsigned long remembered(unsigned n, sip::Vector<unsigned long>& known) {
  if (n < 2) return n;
  if (n < known.size() && known[n] != 0) return known[n];
  const auto value = remembered(n - 1, known) + remembered(n - 2, known);
  if (n < known.size()) known[n] = value;
  return value;
}
