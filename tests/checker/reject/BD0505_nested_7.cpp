// expect BD0505
#include <c1.hpp>
void f(const sip::Optional<sip::Vector<C1::Channel>>& h) {}
