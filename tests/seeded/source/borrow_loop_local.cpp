// seeded: borrow; BD0101 BD0102 BD0108 BD0110 BD0401
// The SIP keeps the reference of one round of a loop for the next.
#include <manifest.hpp>

struct Last {
  const int& name;
};
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int first = 1;
  Last last{first};
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    int round = i;
    sum += last.name;
    Last* place = &last;
    place->~Last();
  }
  sip::log("sum {}", sum);
  return 0;
}
