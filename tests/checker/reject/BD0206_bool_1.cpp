// expect BD0206
#include <sip/core.hpp>
bool f(unsigned char c) { return std::bit_cast<bool>(c); }
