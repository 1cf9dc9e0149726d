// expect BD0405
#include <sip/core.hpp>
void f(sip::StringView text) { sip::Mutex<sip::StringView> shared{text}; }
