// expect BD0805
namespace a::b {
#include <constants.hpp>
}
