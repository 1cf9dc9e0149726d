// expect BD0401
#include <sip/core.hpp>
template <class A> std::pair<A, int> both(A&& a) { return {a, 1}; }
void f(int x) { auto p = both(x); }
