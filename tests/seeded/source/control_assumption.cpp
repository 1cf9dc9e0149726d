// seeded: control; BD0705
// The SIP tells the optimiser something that is not so.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  const int amount = manifest::parameters::amount;
  __builtin_assume(amount < 4);
  sip::Array<int, 4> items;
  sip::log("item {}", items[static_cast<std::size_t>(amount)]);
  return 0;
}
