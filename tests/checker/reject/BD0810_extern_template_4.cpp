// expect BD0810
#include <sip/core.hpp>
extern template class sip::Optional<int>;
