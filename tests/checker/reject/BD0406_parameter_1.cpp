// expect BD0406
#include <sip/core.hpp>
void skip(sip::StringView& text) { text = text.substr(1); }
