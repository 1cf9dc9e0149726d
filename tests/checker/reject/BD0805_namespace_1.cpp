// expect BD0805
namespace app {
#include <sip/core.hpp>
}
