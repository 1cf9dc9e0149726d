// expect BD0505
#include <c1.hpp>
struct S {
  sip::Vector<C1::Imp<C1::Start>> all;
};
