// edit distance with two rows
#include <sip/core.hpp>
constexpr unsigned smallest(unsigned a, unsigned b, unsigned c) {
  const unsigned ab = a < b ? a : b;
  return ab < c ? ab : c;
}
unsigned distance(sip::StringView a, sip::StringView b) {
  sip::Vector<unsigned> before(b.size() + 1), now(b.size() + 1);
  for (unsigned j = 0; j <= b.size(); ++j) before[j] = j;
  for (unsigned i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (unsigned j = 1; j <= b.size(); ++j) {
      const unsigned change = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = smallest(now[j - 1] + 1, before[j] + 1, before[j - 1] + change);
    }
    std::swap(before, now);
  }
  return before[b.size()];
}
