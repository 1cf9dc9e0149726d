// expect BD0805
struct A {
  struct B {
#include <constants.hpp>
  };
};
