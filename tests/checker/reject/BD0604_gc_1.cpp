// expect BD0604
#include <sip/core.hpp>
constexpr sip::Gc<int> kRoot;
