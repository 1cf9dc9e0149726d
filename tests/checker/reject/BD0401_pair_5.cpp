// expect BD0401
#include <sip/core.hpp>
void f(int x) { std::pair<int&, int> p{x, 1}; }
