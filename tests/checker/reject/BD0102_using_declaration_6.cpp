// expect BD0102
#include <sip/core.hpp>
using std::addressof;
void f(int x) { (void)addressof(x); }
