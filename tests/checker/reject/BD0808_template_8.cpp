// expect BD0808
#include <sip/core.hpp>
template <class T> int f(T t) { return adl_hidden(t); }
int g() { return f(sip::hidden()); }
