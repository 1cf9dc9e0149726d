// expect BD0406
#include <sip/core.hpp>
void take(sip::Optional<sip::StringView>& into, sip::StringView text) { into = sip::Optional<sip::StringView>{text}; }
