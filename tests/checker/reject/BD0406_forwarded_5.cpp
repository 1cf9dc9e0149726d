// expect BD0406
#include <sip/core.hpp>
template <class T> void keep(T&& place) { place = "x"; }
void f(sip::StringView text) { keep(text); }
