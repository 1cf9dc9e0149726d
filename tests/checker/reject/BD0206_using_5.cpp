// expect BD0206
#include <sip/core.hpp>
using std::bit_cast;
bool f(unsigned char c) { return bit_cast<bool>(c); }
