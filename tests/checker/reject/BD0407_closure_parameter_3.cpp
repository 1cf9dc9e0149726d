// expect BD0407
#include <sip/core.hpp>
unsigned long f(const sip::Mutex<sip::String>& shared) { return 0; }
struct Big {
  sip::Array<int, 4> values;
};
unsigned long g(sip::Mutex<Big>& mutex) {
  sip::Span<int> kept;
  mutex.lock([&](Big& big) { kept = big.values.span(); });
  return kept.size();
}
