// expect BD0506
#include <sip/core.hpp>
void drop(sip::Cell<sip::Ex<int>>& cell) { cell.take(); }
