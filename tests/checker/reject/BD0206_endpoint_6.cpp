// expect BD0206
#include <c1.hpp>
unsigned long f(const sip::Gc<int>& e) { return std::bit_cast<unsigned long>(e); }
