// expect BD0407
#include <sip/core.hpp>
unsigned long f(int n) {
  sip::Span<int> kept;
  switch (n) {
    case 0: {
      int one = 1;
      kept = sip::Span<int>(one);
      break;
    }
    default:
      break;
  }
  return kept.size();
}
