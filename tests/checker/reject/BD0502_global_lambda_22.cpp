// expect BD0502
#include <c1.hpp>
inline const int x = [] {
  auto channel = C1::create();
  return 1;
}();
