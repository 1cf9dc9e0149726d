// expect BD0401
#include <sip/core.hpp>
void f(int& x) { sip::Optional<std::pair<int&, int>>* p = nullptr; (void)p; std::pair<int&, int> q{x, 1}; }
