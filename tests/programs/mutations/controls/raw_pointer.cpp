// control: raw-pointer; address: stack-use-after-scope
// A pointer that is still there when the variable is not.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  int* kept = nullptr;
  for (int i = 0; i < 2; ++i) {
    int inner = static_cast<int>(sip::ticks());
    if (i == 0) kept = &inner;
  }
  sip::log("{}", *kept);
  return 0;
}
