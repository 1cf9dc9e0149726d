// expect BD0604
#include <sip/core.hpp>
constexpr std::pair<int, sip::Gc<int>> kBoth{};
