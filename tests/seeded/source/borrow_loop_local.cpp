// seeded: borrow; BD0101 BD0102 BD0110
// The SIP keeps the reference of one round of a loop for the next.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int first = 1;
  int sum = 0;
  const int* kept = &first;
  for (int i = 0; i < 3; ++i) {
    int round = i;
    sum += *kept;
    kept = &round;
  }
  sip::log("sum {}", sum);
  return 0;
}
