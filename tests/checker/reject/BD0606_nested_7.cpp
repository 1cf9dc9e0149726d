// expect BD0606
#include <sip/core.hpp>
struct Parcel {
  sip::Ex<std::pair<int, sip::Vector<int>>> box;
};
