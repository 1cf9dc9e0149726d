// expect BD0810
#include <sip/core.hpp>
template <> class sip::Vector<bool> {};
