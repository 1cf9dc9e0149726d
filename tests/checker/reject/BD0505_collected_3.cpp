// expect BD0505
#include <c1.hpp>
void f(sip::Gc<C1::Channel> channel) {}
