// seeded: memory; BD0703 BD0711
// The SIP indexes a vector register's type without a check.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  typedef int Four __attribute__((vector_size(16)));
  Four four = {1, 2, 3, 4};
  int index = manifest::parameters::amount;
  four[index] = 9;
  sip::log("changed {}", four[0]);
  return 0;
}
