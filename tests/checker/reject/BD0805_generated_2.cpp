// expect BD0805
#include <sip/core.hpp>
namespace mine {
#include <c1.hpp>
}
