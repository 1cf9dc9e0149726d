// seeded: memory; BD0105 BD0110 BD0705 BD0706
// The SIP reads arguments that nobody passed.
#include <manifest.hpp>

int sum(int count, ...) {
  __builtin_va_list list;
  __builtin_va_start(list, count);
  int result = 0;
  for (int i = 0; i < count; ++i) result += __builtin_va_arg(list, int);
  __builtin_va_end(list);
  return result;
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::log("sum {}", sum(1000, 1));
  return 0;
}
