// expect BD0407
#include <sip/core.hpp>
struct Big {
  sip::Array<int, 4> values;
};
int f(sip::Mutex<Big>& mutex) {
  auto all = mutex.lock([](Big& big) { return big.values.span(); });
  return all[0];
}
