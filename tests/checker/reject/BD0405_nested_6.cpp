// expect BD0405
#include <sip/core.hpp>
sip::Vector<std::pair<int, sip::StringView>> f();
