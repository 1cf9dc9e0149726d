// expect BD0406
#include <sip/core.hpp>
void set(sip::StringView&& text, sip::StringView other) { text = other; }
