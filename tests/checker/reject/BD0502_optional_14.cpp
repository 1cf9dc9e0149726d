// expect BD0502
#include <c1.hpp>
void f(sip::Optional<C1::Imp<C1::Start>> maybe) {}
