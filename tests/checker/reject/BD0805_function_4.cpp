// expect BD0805
int f() {
#include <constants.hpp>
  return 1;
}
