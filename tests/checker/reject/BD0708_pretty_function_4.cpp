// expect BD0708
#include <sip/core.hpp>
void f() { sip::log(__PRETTY_FUNCTION__); }
