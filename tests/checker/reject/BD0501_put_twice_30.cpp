// expect BD0501
#include <sip/core.hpp>
void put(sip::Cell<sip::Ex<int>>& one, sip::Cell<sip::Ex<int>>& other, sip::Ex<int> block) {
  one.put(std::move(block));
  other.put(std::move(block));
}
