// ordering by several fields
#include <sip/core.hpp>
struct Version {
  int major_part = 0, minor_part = 0, patch = 0;
  friend bool operator==(const Version&, const Version&) = default;
  friend bool operator<(const Version& a, const Version& b) {
    if (a.major_part != b.major_part) return a.major_part < b.major_part;
    if (a.minor_part != b.minor_part) return a.minor_part < b.minor_part;
    return a.patch < b.patch;
  }
};
const Version& newest(const sip::Vector<Version>& all) {
  unsigned long best = 0;
  for (unsigned long i = 1; i < all.size(); ++i) {
    if (all[best] < all[i]) best = i;
  }
  return all[best];
}
