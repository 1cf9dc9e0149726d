// expect BD0810
#include <sip/core.hpp>
template <class T> struct std::holder<sip::Vector<T>> {};
