// expect BD0403
#include <sip/core.hpp>
sip::StringView f(sip::String text) { return text.view().substr(1); }
