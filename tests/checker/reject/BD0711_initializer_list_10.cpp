// expect BD0711
#include <sip/core.hpp>
auto f() { return std::initializer_list<int>{1, 2, 3}; }
