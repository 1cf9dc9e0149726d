// expect BD0502
#include <sip/core.hpp>
int look(sip::Cell<sip::Ex<int>>& cell) {
  sip::Ex<int> block = cell.take();
  return block.get();
}
