// expect BD0504
#include <sip/core.hpp>
int use(sip::Cell<sip::Ex<int>>& cell) {
  sip::Ex<int> block = cell.take();
  sip::Ex<int>& again = block;
  cell.put(std::move(block));
  return again.get();
}
