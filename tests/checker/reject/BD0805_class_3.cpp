// expect BD0805
struct S {
#include <constants.hpp>
};
