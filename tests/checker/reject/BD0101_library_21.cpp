// expect BD0101 level sdk
#include <sip/core.hpp>
namespace sip {
inline int f(int* p) { return 1; }
}
