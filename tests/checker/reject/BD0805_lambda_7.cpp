// expect BD0805
int f() {
  return [] {
#include <constants.hpp>
    return 1;
  }();
}
