// control: escaping-view; address: stale
// A reference to an element of a vector that has grown since. The dialect defines it: it is told
// from the others, and not refused.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  sip::Vector<int> values(4);
  const int& first = values[0];
  for (int i = 0; i < 100; ++i) values.push_back(i);
  sip::log("{}", first);
  return 0;
}
