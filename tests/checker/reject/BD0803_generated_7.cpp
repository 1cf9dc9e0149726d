// expect BD0803 level generated
#include <sip/core.hpp>
namespace sip {
void f();
}
