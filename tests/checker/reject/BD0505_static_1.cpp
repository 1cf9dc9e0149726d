// expect BD0505
#include <c1.hpp>
const C1::Imp<C1::Stopped> kept{};
