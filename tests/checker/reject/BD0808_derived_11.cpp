// expect BD0808
#include <c1.hpp>
struct Mine : C1::Imp<C1::Start> {
  unsigned long steal();
};
