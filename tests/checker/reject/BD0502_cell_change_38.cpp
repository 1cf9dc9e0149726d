// expect BD0502
#include <sip/core.hpp>
void change(sip::Cell<sip::Ex<int>>& cell, bool keep) {
  cell.change([&](sip::Ex<int> block) {
    if (keep) return block;
    return sip::Ex<int>{};
  });
}
