// expect BD0810
#include <sip/core.hpp>
struct S {};
template <> struct std::hash<S> {};
