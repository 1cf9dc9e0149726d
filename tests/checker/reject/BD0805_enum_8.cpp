// expect BD0805
inline namespace v1 {
#include <sip/core.hpp>
}
