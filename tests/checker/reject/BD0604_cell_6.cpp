// expect BD0604
#include <sip/core.hpp>
constexpr sip::Cell<int> kCell;
